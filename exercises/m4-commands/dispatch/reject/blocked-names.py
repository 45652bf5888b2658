def greet(arg):
    return f"Hello, {arg}!"


def shout(arg):
    return str(arg).upper() + "!"


def repeat(arg):
    return f"{arg} {arg}"



def run_action(name, arg):
    if name in ("exec", "eval", "open", "__import__"):
        raise ValueError("forbidden")
    return globals()[name](arg)
