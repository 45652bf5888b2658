class Known(dict):
    def __missing__(self, name):
        return eval(name)


def greet(arg):
    return f"Hello, {arg}!"


def shout(arg):
    return str(arg).upper() + "!"


def repeat(arg):
    return f"{arg} {arg}"


ACTIONS = Known(greet=greet, shout=shout)


def run_action(name, arg):
    return ACTIONS[name](arg)
