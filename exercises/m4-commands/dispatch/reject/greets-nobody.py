def greet(arg):
    return "Hello!"


def shout(arg):
    return str(arg).upper() + "!"


def repeat(arg):
    return f"{arg} {arg}"



ACTIONS = {"greet": greet, "shout": shout, "repeat": repeat}


def run_action(name, arg):
    action = ACTIONS.get(name)
    if action is None:
        raise ValueError("unknown action")
    return action(arg)
