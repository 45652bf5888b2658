import yaml


class Config:
    loader = yaml.SafeLoader

    def __init__(self, text):
        self.values = yaml.load(text, Loader=self.loader)


def load_config(text):
    return Config(text).values
