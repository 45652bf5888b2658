from ruamel.yaml import YAML


def read_playlist(text):
    return YAML(typ="safe").load(text)
