import yaml


class Careful(yaml.SafeLoader, yaml.UnsafeLoader):
    pass


def read_playlist(text):
    return yaml.load(text, Loader=Careful)
