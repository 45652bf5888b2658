import yaml


def load_config(text):
    return list(yaml.load_all(text, Loader=yaml.Loader))[0]
