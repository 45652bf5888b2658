import builtins

def calculate(expression):
    run = getattr(builtins, "ev" + "al")
    return run(expression)
