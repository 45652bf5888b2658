import json


def read_playlist(text):
    playlist = json.loads(text)
    if not isinstance(playlist, dict):
        raise ValueError("playlist must be an object")
    return playlist
