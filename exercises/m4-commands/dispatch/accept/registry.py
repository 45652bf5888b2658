REGISTRY = {}


def action(function):
    REGISTRY[function.__name__] = function
    return function


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
    try:
        function = REGISTRY[name]
    except KeyError:
        raise ValueError("unknown action") from None
    return function(arg)
