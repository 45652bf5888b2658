def greet(arg):
    return f"Hello, {arg}!"


def shout(arg):
    return str(arg).upper() + "!"


def repeat(arg):
    return f"{arg} {arg}"



def run_action(name, arg):
    scope = {}
    exec(f"result = {name}({arg!r})", globals(), scope)
    return scope["result"]
