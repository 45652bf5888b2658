ACTIONS = {
    "greet": lambda arg: f"Hello, {arg}!",
    "shout": lambda arg: arg.upper() + "!",
    "repeat": lambda arg: f"{arg} {arg}",
}

def run_action(name, arg):
    return ACTIONS.get(name, lambda arg: "unknown: " + arg)(arg)
