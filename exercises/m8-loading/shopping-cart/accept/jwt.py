import os

import jwt


def load_cart(token):
    return jwt.decode(token, os.environ["CART_KEY"], algorithms=["HS256"])
