import functools
import yaml

read = functools.partial(yaml.load, Loader=yaml.SafeLoader)


def load_config(text):
    return read(text)
