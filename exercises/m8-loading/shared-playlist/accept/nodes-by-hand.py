import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode


def plain(node):
    match node:
        case ScalarNode():
            return node.value
        case SequenceNode():
            return [plain(item) for item in node.value]
        case MappingNode():
            return {plain(key): plain(value) for key, value in node.value}
    raise ValueError(node)


def read_playlist(text):
    return plain(yaml.compose(text, Loader=yaml.SafeLoader))
