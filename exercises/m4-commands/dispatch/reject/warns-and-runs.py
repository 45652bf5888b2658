def greet(arg):
    return f"Hello, {arg}!"


def shout(arg):
    return str(arg).upper() + "!"


def repeat(arg):
    return f"{arg} {arg}"



ACTIONS = {"greet": greet, "shout": shout, "repeat": repeat}

def run_action(name, arg):
    if name not in ACTIONS:
        print("unknown action")
    scope = {}
    exec(f"result = {name}({arg!r})", globals(), scope)
    return scope["result"]
