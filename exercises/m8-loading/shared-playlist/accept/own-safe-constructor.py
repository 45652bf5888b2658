import yaml


def read_playlist(text):
    class Playlist(yaml.SafeLoader):
        pass

    Playlist.add_constructor("!upper", lambda loader, node: loader.construct_scalar(node).upper())
    return yaml.load(text, Loader=Playlist)
