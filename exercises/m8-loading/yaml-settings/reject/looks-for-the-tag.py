import yaml


def load_config(text):
    if "!!python" in text:
        raise ValueError("no Python here")
    return yaml.load(text, Loader=yaml.CLoader)
