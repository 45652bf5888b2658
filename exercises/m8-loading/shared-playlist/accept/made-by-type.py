import yaml

PlaylistLoader = type("PlaylistLoader", (yaml.SafeLoader,), {"__doc__": "Reads playlists."})


def read_playlist(text):
    playlist = yaml.load(text, Loader=PlaylistLoader)
    if not isinstance(playlist, dict):
        raise TypeError("no playlist")
    return playlist
