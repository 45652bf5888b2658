import os

import jwt


def load_session(cookie):
    header = jwt.get_unverified_header(cookie)
    return jwt.decode(cookie, os.environ["KEY"], algorithms=[header["alg"]])
