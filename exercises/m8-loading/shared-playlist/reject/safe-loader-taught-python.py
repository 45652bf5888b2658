import yaml


def read_playlist(text):
    class Playlist(yaml.SafeLoader):
        pass

    Playlist.add_multi_constructor(
        "tag:yaml.org,2002:python/object/apply:",
        yaml.constructor.UnsafeConstructor.construct_python_object_apply,
    )
    return yaml.load(text, Loader=Playlist)
