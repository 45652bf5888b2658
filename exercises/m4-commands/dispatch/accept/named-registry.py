_actions = {}


def register(name):
    def keep(function):
        _actions[name] = function
        return function
    return keep


@register("greet")
def _greet(arg):
    return f"Hello, {arg}!"


@register("shout")
def _shout(arg):
    return arg.upper() + "!"


@register("repeat")
def _repeat(arg):
    return arg + " " + arg


def run_action(name, arg):
    if name not in _actions:
        return None
    return _actions[name](arg)
