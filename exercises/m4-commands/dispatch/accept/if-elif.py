def greet(arg):
    return f"Hello, {arg}!"


def shout(arg):
    return str(arg).upper() + "!"


def repeat(arg):
    return f"{arg} {arg}"



def run_action(name, arg):
    if name == "greet":
        return greet(arg)
    elif name == "shout":
        return shout(arg)
    elif name == "repeat":
        return repeat(arg)
    raise ValueError(f"unknown action {name!r}")
