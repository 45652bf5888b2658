import yaml


class ConfigError(Exception):
    pass


def load_config(text: str) -> dict[str, object]:
    try:
        config = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ConfigError("settings cannot be read") from error
    match config:
        case None:
            return {}
        case dict():
            return config
        case _:
            raise ConfigError("settings must be a mapping")
