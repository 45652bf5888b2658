from enum import Enum


class Action(Enum):
    GREET = "greet"
    SHOUT = "shout"
    REPEAT = "repeat"

    def run(self, arg):
        if self is Action.GREET:
            return f"Hello, {arg}!"
        if self is Action.SHOUT:
            return arg.upper() + "!"
        return f"{arg} {arg}"


def run_action(name, arg):
    return Action(name).run(arg)
