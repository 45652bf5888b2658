import yaml


class ConfigError(Exception):
    pass


def read_playlist(text: str) -> dict[str, object]:
    try:
        playlist = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise ConfigError("playlist cannot be read") from error
    match playlist:
        case None:
            return {}
        case dict():
            return playlist
        case _:
            raise ConfigError("playlist must be a mapping")
