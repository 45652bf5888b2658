import yaml
from yaml import Loader as SafeLoader


def load_config(text):
    return yaml.load(text, Loader=SafeLoader)
