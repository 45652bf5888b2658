import io
import yaml


def load_config(text):
    with io.StringIO(text) as stream:
        return yaml.safe_load(stream)
