def greet(arg):
    return f"Hello, {arg}!"


def shout(arg):
    return str(arg).upper() + "!"


def repeat(arg):
    return f"{arg} {arg}"



def run_action(name, arg):
    return eval(name)(arg)
