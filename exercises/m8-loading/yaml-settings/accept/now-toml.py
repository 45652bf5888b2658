import tomllib


def load_config(text):
    return tomllib.loads(text)
