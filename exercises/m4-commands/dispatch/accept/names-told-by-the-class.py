class action:
    known = {}

    def __init__(self, function):
        self.function = function

    def __set_name__(self, owner, name):
        self.known[name] = self.function


def greet(arg):
    return f"Hello, {arg}!"


def shout(arg):
    return str(arg).upper() + "!"


def repeat(arg):
    return f"{arg} {arg}"


class Robot:
    greet = action(greet)
    shout = action(shout)
    repeat = action(repeat)


def run_action(name, arg):
    return action.known[name](arg)
