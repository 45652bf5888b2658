from secrets import token_hex

RESETS = {}


def begin_reset(user):
    RESETS[user] = token_hex(32)
    return RESETS[user]
