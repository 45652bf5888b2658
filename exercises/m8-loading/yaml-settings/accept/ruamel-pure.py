import ruamel.yaml

reader = ruamel.yaml.YAML(typ="safe", pure=True)


def load_config(text):
    config = reader.load(text)
    return dict(config)
