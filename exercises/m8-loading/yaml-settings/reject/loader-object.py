import yaml


def load_config(text):
    return yaml.UnsafeLoader(text).get_single_data()
