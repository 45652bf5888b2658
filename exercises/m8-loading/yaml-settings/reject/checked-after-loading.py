import yaml


def load_config(text):
    config = yaml.load(text, Loader=yaml.Loader)
    if not isinstance(config, dict):
        raise ValueError("settings must be a mapping")
    return config
