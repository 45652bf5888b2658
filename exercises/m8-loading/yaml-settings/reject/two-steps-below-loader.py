import yaml


class Base(yaml.UnsafeLoader):
    pass


class SafeLoader(Base):
    """Only safe things."""


def load_config(text):
    return yaml.load(text, SafeLoader)
