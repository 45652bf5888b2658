import yaml


class Careful(yaml.SafeLoader, yaml.UnsafeLoader):
    pass


def load_config(text):
    return yaml.load(text, Loader=Careful)
