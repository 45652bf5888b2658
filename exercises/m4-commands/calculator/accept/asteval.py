import asteval

def calculate(expression):
    calculator = asteval.Interpreter(minimal=True)
    return calculator(expression)
