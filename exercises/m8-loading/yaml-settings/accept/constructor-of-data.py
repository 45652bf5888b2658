import yaml


class Settings(yaml.SafeLoader):
    pass


def minutes(loader, node):
    return int(loader.construct_scalar(node)) * 60


Settings.add_constructor("!minutes", minutes)


def load_config(text):
    return yaml.load(text, Loader=Settings)
