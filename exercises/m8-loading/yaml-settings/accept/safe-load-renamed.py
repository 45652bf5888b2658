from yaml import safe_load as read


def load_config(text):
    return read(text) or {}
