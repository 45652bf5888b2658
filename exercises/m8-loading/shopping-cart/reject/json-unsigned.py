import base64
import json


def load_cart(token):
    return json.loads(base64.b64decode(token))
