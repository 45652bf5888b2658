import yaml
from yaml import FullLoader as SafeLoader


def load_config(text):
    return yaml.load(text, Loader=SafeLoader)
