import yaml

LIMIT = 64 * 1024


def load_config(text):
    if len(text) > LIMIT:
        raise ValueError("settings are too long")
    return yaml.safe_load(text)
