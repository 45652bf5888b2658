from yaml import full_load


def load_config(text):
    return full_load(text)
