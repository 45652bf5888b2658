def do_greet(arg):
    return f"Hello, {arg}!"

def do_shout(arg):
    return arg.upper() + "!"

def run_action(name, arg):
    if not name.startswith("do_"):
        raise ValueError("unknown action")
    return globals()[name](arg)
