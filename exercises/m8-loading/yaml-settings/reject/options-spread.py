import yaml

OPTIONS = {"Loader": yaml.UnsafeLoader}


def load_config(text):
    return yaml.load(text, **OPTIONS)
