import yaml

PlaylistLoader = type("PlaylistLoader", (yaml.UnsafeLoader,), {})


def read_playlist(text):
    return yaml.load(text, PlaylistLoader)
