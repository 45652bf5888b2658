def action_greet(arg):
    return f"Hello, {arg}!"


def action_shout(arg):
    return str(arg).upper() + "!"


def action_repeat(arg):
    return f"{arg} {arg}"


ACTIONS = {
    name.removeprefix("action_"): function
    for name, function in globals().items()
    if name.startswith("action_") and callable(function)
}


def run_action(name, arg):
    if name not in ACTIONS:
        raise ValueError(f"unknown action {name!r}")
    return ACTIONS[name](arg)
