import os

import jwt


def load_cart(token):
    return jwt.decode(token, os.environ["KEY"], algorithms=["HS256", "none"])
