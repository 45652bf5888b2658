from functools import partial
import yaml

safe_load = partial(yaml.load, Loader=yaml.Loader)


def load_config(text):
    return safe_load(text)
