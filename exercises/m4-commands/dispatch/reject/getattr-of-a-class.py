class Actions:
    def greet(arg):
        return f"Hello, {arg}!"

    def shout(arg):
        return arg.upper() + "!"

def run_action(name, arg):
    return getattr(Actions, name)(arg)
