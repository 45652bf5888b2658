import yaml


def load_config(text):
    return next(iter(yaml.safe_load_all(text)))
