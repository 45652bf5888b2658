from ruamel.yaml import YAML


def load_config(text):
    return YAML(typ="unsafe").load(text)
