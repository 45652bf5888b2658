from secrets import token_hex


def make_reset_token():
    return token_hex(32)
