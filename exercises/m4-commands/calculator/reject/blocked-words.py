def calculate(expression):
    for word in ("import", "__", "os", "open"):
        if word in expression:
            raise ValueError("forbidden")
    return eval(expression)
