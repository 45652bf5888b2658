def greet(arg):
    return f"Hello, {arg}!"


def shout(arg):
    return str(arg).upper() + "!"


def repeat(arg):
    return f"{arg} {arg}"



def run_action(name, arg):
    action = globals().get(name)
    if not callable(action):
        raise ValueError("unknown action")
    return action(arg)
