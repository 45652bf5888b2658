import uuid


def make_reset_token():
    return uuid.uuid1().hex
