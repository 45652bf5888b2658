import yaml


def read_playlist(text):
    if "!!python" in text:
        raise ValueError("no Python here")
    return yaml.load(text, Loader=yaml.CLoader)
