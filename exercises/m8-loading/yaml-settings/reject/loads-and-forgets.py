import yaml


def load_config(text):
    yaml.safe_load(text)
    return {}
