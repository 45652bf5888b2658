import base64


def load_session(cookie):
    return eval(base64.b64decode(cookie))
