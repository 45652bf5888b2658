import yaml


def load_config(text):
    return list(yaml.safe_load_all(text))
