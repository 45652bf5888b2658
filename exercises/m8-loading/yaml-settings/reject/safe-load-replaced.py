import yaml


def safe_load(text):
    return yaml.load(text, yaml.Loader)


def load_config(text):
    return safe_load(text)
