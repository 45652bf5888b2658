import yaml


class Settings(yaml.Loader):
    pass


def load_config(text):
    return yaml.load(text, Settings)
