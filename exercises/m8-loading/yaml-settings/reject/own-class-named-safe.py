import yaml


def load_config(text):
    class SafeLoader(yaml.UnsafeLoader):
        pass

    return yaml.load(text, Loader=SafeLoader)
