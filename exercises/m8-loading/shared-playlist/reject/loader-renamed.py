import yaml
from yaml import Loader as SafeLoader


def read_playlist(text):
    return yaml.load(text, Loader=SafeLoader)
