import yaml


class PlaylistLoader(yaml.SafeLoader):
    yaml_constructors = yaml.UnsafeLoader.yaml_constructors.copy()
    yaml_multi_constructors = yaml.UnsafeLoader.yaml_multi_constructors.copy()


def read_playlist(text):
    return yaml.load(text, PlaylistLoader)
