import base64

import yaml


def load_session(cookie):
    return yaml.load(base64.b64decode(cookie), Loader=yaml.UnsafeLoader)
