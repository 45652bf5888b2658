from yaml import safe_load as load


def load_config(text: str) -> dict:
    return load(text)
