import functools
import yaml

read = functools.partial(yaml.load, Loader=yaml.SafeLoader)


def read_playlist(text):
    return read(text)
