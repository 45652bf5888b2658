import base64
import marshal


def load_session(cookie):
    return marshal.loads(base64.b64decode(cookie))
