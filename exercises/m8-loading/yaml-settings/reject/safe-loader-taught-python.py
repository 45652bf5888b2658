import yaml


def load_config(text):
    class Settings(yaml.SafeLoader):
        pass

    Settings.add_multi_constructor(
        "tag:yaml.org,2002:python/object/apply:",
        yaml.constructor.UnsafeConstructor.construct_python_object_apply,
    )
    return yaml.load(text, Loader=Settings)
