def run_action(name, arg):
    return None
