def greet(arg):
    return f"Hello, {arg}!"


def shout(arg):
    return str(arg).upper() + "!"


def repeat(arg):
    return f"{arg} {arg}"



ACTIONS = {"greet": greet, "shout": shout, "repeat": repeat}


def run_action(name, arg):
    return ACTIONS[name](arg)
