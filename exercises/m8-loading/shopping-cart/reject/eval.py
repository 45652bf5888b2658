import base64


def load_cart(token):
    return eval(base64.b64decode(token))
