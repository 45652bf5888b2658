import yaml


def load_config(text):
    class Settings(yaml.SafeLoader):
        pass

    Settings.add_constructor("!upper", lambda loader, node: loader.construct_scalar(node).upper())
    return yaml.load(text, Loader=Settings)
