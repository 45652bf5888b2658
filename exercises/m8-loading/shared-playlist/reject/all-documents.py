import yaml


def read_playlist(text):
    return yaml.safe_load_all(text)
