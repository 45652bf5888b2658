class Registry:
    def __init__(self):
        self._actions = {}

    def __call__(self, function):
        self._actions[function.__name__] = function
        return function

    def run(self, name, arg):
        if name not in self._actions:
            raise LookupError(name)
        return self._actions[name](arg)


action = Registry()


@action
def greet(arg):
    return f"Hello, {arg}!"


@action
def shout(arg):
    return str(arg).upper() + "!"


@action
def repeat(arg):
    return f"{arg} {arg}"


def run_action(name, arg):
    return action.run(name, arg)
