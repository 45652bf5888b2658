import yaml


def read_playlist(text):
    return yaml.load(text, Loader=yaml.UnsafeLoader)
