import os

import jwt


def load_session(cookie):
    return jwt.decode(cookie, os.environ["KEY"], algorithms=["HS256", "none"])
