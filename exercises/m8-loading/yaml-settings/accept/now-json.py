import json


def load_config(text):
    config = json.loads(text)
    if not isinstance(config, dict):
        raise ValueError("settings must be an object")
    return config
