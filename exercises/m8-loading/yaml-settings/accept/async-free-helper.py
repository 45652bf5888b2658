import yaml


def parse(source, loader=yaml.SafeLoader):
    return yaml.load(source, Loader=loader)


def load_config(text):
    if (config := parse(text)) is None:
        return {}
    return config
