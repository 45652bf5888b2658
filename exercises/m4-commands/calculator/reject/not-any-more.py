def calculate(expression):
    raise ValueError("sums are switched off")
