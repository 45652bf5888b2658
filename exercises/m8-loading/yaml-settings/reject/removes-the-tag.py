import re
import yaml


def load_config(text):
    text = re.sub(r"!!python\S*", "", text)
    return yaml.load(text, Loader=yaml.Loader)
