class Action:
    """An action; each class below signs up by itself."""

    offered = {}

    def __init_subclass__(cls, /, name, **others):
        super().__init_subclass__(**others)
        cls.offered[name] = cls

    def run(self, arg):
        raise NotImplementedError


class Greet(Action, name="greet"):
    def run(self, arg):
        return f"Hello, {arg}!"


class Shout(Action, name="shout"):
    def run(self, arg):
        return str(arg).upper() + "!"


class Repeat(Action, name="repeat"):
    def run(self, arg):
        return f"{arg} {arg}"


def run_action(name, arg):
    if name not in Action.offered:
        raise LookupError("there is no such action")
    return Action.offered[name]().run(arg)
