import yaml


def load_config(text):
    return getattr(yaml, "safe_load")(text)
