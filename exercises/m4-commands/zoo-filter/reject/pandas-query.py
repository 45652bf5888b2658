import pandas as pd


def matches(rule, animal):
    return bool(pd.eval(rule.replace(" = ", " == "), local_dict=animal))
