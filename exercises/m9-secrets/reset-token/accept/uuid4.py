import uuid


def make_reset_token():
    return uuid.uuid4().hex
