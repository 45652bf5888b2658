import base64
import marshal


def load_cart(token):
    return marshal.loads(base64.b64decode(token))
