import pandas as pd

def calculate(expression):
    return pd.eval(expression)
