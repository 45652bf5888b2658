import yaml

try:
    from yaml import CSafeLoader as Loader
except ImportError:
    from yaml import SafeLoader as Loader


def read_playlist(text):
    return yaml.load(text, Loader=Loader)
