def read_order(text):
    raise ValueError("the kitchen is closed")
