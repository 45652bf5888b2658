import secrets

LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"


def make_reset_token():
    letters = []
    while len(letters) < 30:
        letters.append(secrets.choice(LETTERS))
    return "".join(letters)
