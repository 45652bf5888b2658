def greet(arg):
    return f"Hello, {arg}!"


def shout(arg):
    return str(arg).upper() + "!"


def repeat(arg):
    return f"{arg} {arg}"



def run_action(name, arg):
    scope = {"greet": greet, "shout": shout, "repeat": repeat, "arg": arg}
    exec(f"result = {name}(arg)", {"__builtins__": {}}, scope)
    return scope["result"]
