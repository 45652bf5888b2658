from yaml import Loader, load


class PlaylistLoader(Loader):
    """Reads the playlists that listeners share."""


def read_playlist(text):
    return load(text, PlaylistLoader)
