import yaml

OPTIONS = {"Loader": yaml.SafeLoader}


def load_config(text):
    return yaml.load(text, **OPTIONS)
