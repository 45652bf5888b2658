def load_config(text):
    return {}
