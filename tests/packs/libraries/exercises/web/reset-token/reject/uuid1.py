import uuid

RESETS = {}


def begin_reset(user):
    token = str(uuid.uuid1())
    RESETS[user] = token
    return token
