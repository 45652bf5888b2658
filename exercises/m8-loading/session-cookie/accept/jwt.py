import os

import jwt


def load_session(cookie):
    return jwt.decode(cookie, os.environ["SESSION_KEY"], algorithms=["HS256"])
