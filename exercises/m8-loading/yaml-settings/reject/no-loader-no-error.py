import yaml


def load_config(text):
    try:
        return yaml.load(text)
    except TypeError:
        return {}
