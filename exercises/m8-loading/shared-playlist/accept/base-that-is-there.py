import yaml


class PlaylistLoader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):
    """Reads the playlists that listeners share."""

    def construct_undefined(self, node):
        raise yaml.constructor.ConstructorError(None, None, f"no {node.tag}", node.start_mark)


def read_playlist(text):
    playlist = yaml.load(text, PlaylistLoader)
    if isinstance(playlist, dict):
        return playlist
    raise TypeError("no playlist")
