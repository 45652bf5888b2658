import yaml


class SettingsLoader(yaml.SafeLoader):
    """Plain data, and dates stay text."""


def as_text(loader, node):
    return loader.construct_scalar(node)


yaml.add_constructor("tag:yaml.org,2002:timestamp", as_text, Loader=SettingsLoader)


def load_config(text):
    return yaml.load(text, SettingsLoader)
