class Registry(dict):
    def register(self, function):
        self[function.__name__] = function
        return function


actions = Registry()


@actions.register
def greet(arg):
    return f"Hello, {arg}!"


@actions.register
def shout(arg):
    return str(arg).upper() + "!"


def run_action(name, arg):
    try:
        return actions[name](arg)
    except KeyError:
        return "I do not know that."
