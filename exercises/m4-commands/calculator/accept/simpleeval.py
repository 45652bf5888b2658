from simpleeval import simple_eval

def calculate(expression):
    return simple_eval(expression, names={}, functions={})
