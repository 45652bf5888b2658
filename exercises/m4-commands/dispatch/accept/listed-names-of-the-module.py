def greet(arg):
    return f"Hello, {arg}!"


def shout(arg):
    return str(arg).upper() + "!"


def repeat(arg):
    return f"{arg} {arg}"


ALLOWED = {"greet", "shout", "repeat"}
ACTIONS = dict((n, f) for n, f in list(globals().items()) if n in ALLOWED)


def run_action(name, arg):
    action = ACTIONS.get(name)
    if action is None:
        return "no such action"
    return action(arg)
