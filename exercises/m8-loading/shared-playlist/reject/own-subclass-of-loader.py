import yaml


class Playlist(yaml.Loader):
    pass


def read_playlist(text):
    return yaml.load(text, Playlist)
