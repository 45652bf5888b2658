import yaml


def load_config(text):
    if False:
        return yaml.safe_load(text)
    return yaml.load(text, Loader=yaml.Loader)
