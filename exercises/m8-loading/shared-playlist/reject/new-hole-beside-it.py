import os

import yaml


def read_playlist(text):
    os.system(f"logger 'playlist: {text}'")
    return yaml.safe_load(text)
