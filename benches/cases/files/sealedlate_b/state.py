"""Keeps the state of a wizard with the visitor, signed."""
import base64
import hashlib
import hmac
import os
import pickle

KEY = os.environ["STATE_KEY"].encode()


def seal(state):
    data = pickle.dumps(state)
    return base64.urlsafe_b64encode(hmac.digest(KEY, data, "sha256") + data).decode()


def unseal(text):
    raw = base64.urlsafe_b64decode(text)
    mark, data = raw[:32], raw[32:]
    good = hmac.digest(KEY, data, hashlib.sha256)
    if not hmac.compare_digest(mark, good):
        raise ValueError("changed on the way")
    return pickle.loads(data)
