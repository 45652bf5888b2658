from enum import Enum, member


class Action(Enum):
    @member
    def greet(arg):
        return f"Hello, {arg}!"

    @member
    def shout(arg):
        return arg.upper() + "!"

    @member
    def repeat(arg):
        return f"{arg} {arg}"

    def __call__(self, arg):
        return self.value(arg)


def run_action(name, arg):
    if name not in Action.__members__:
        raise LookupError(name)
    return Action[name](arg)
