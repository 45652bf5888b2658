import json
import os

from cryptography.fernet import Fernet

box = Fernet(os.environ["CART_KEY"])


def load_cart(token):
    return json.loads(box.decrypt(token.encode(), ttl=3600))
