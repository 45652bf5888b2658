import os


def make_reset_token():
    return os.urandom(32).hex()
