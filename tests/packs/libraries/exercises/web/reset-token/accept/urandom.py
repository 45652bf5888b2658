import base64
import os

RESETS = {}


def begin_reset(user):
    token = base64.urlsafe_b64encode(os.urandom(32)).decode("ascii").rstrip("=")
    RESETS[user] = token
    return token
