def load_config(text):
    return eval(text)
