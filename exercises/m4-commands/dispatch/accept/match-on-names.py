def greet(arg):
    return f"Hello, {arg}!"


def shout(arg):
    return str(arg).upper() + "!"


def repeat(arg):
    return f"{arg} {arg}"



def run_action(name, arg):
    match name:
        case "greet":
            return greet(arg)
        case "shout":
            return shout(arg)
        case "repeat":
            return repeat(arg)
        case _:
            raise KeyError(name)
