import yaml


def read_playlist(text):
    playlist = yaml.load(stream=text, Loader=yaml.BaseLoader)
    if not isinstance(playlist, dict) or "title" not in playlist:
        raise ValueError("no playlist")
    return playlist
