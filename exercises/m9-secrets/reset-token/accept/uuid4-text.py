from uuid import uuid4


def make_reset_token():
    return str(uuid4())
