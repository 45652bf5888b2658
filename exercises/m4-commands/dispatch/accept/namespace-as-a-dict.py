from types import SimpleNamespace

ACTIONS = SimpleNamespace(
    greet=lambda arg: f"Hello, {arg}!",
    shout=lambda arg: str(arg).upper() + "!",
    repeat=lambda arg: f"{arg} {arg}",
)


def run_action(name, arg):
    known = vars(ACTIONS)
    if name not in known:
        raise LookupError(name)
    return known[name](arg)
