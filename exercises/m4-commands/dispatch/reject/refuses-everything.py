def run_action(name, arg):
    raise NotImplementedError
