import uuid


def make_reset_token():
    return str(uuid.uuid7())
