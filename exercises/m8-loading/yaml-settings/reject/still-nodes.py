import yaml


def load_config(text):
    return yaml.compose(text, Loader=yaml.SafeLoader)
