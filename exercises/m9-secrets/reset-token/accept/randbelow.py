import secrets

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def make_reset_token():
    return "".join(LETTERS[secrets.randbelow(len(LETTERS))] for _ in range(32))
