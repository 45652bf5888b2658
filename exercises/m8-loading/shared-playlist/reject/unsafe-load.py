import yaml


def read_playlist(text):
    return yaml.unsafe_load(text)
