import ast

def calculate(expression):
    ast.parse(expression, mode="eval")
    return eval(expression)
