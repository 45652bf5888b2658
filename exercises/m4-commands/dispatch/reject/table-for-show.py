def greet(arg):
    return f"Hello, {arg}!"


def shout(arg):
    return str(arg).upper() + "!"


def repeat(arg):
    return f"{arg} {arg}"



ACTIONS = {"greet": greet, "shout": shout}

def run_action(name, arg):
    ACTIONS.get(name)
    return vars()[name](arg) if name in vars() else eval(f"{name}({arg!r})")
