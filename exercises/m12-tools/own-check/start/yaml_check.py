import ast


def find_unsafe_yaml(source):
    """Line numbers of the calls that load YAML unsafely, sorted."""
    return []
