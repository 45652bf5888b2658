import importlib

def run_action(name, arg):
    module = importlib.import_module(name)
    return module.run(arg)
