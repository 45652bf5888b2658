from yaml import safe_load as read


def read_playlist(text):
    return read(text) or {}
