class Actions:
    @staticmethod
    def greet(arg):
        return f"Hello, {arg}!"

    @staticmethod
    def shout(arg):
        return arg.upper() + "!"

    @staticmethod
    def repeat(arg):
        return f"{arg} {arg}"


ALLOWED = {"greet", "shout", "repeat"}


def run_action(name, arg):
    if name not in ALLOWED:
        raise ValueError("unknown action")
    return getattr(Actions, name)(arg)
