class Shell:
    def do_greet(self, arg):
        return f"Hello, {arg}!"

    def do_shout(self, arg):
        return arg.upper() + "!"

    def do_repeat(self, arg):
        return f"{arg} {arg}"

    def run(self, name, arg):
        method = getattr(self, "do_" + name, None)
        if method is None:
            raise ValueError("unknown action")
        return method(arg)


def run_action(name, arg):
    return Shell().run(name, arg)
