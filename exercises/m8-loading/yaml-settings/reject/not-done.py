def load_config(text):
    raise NotImplementedError
