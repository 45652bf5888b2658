import json
import os

from cryptography.fernet import Fernet

box = Fernet(os.environ["SESSION_KEY"])


def load_session(cookie):
    return json.loads(box.decrypt(cookie.encode(), ttl=3600))
