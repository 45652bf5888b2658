import random as secrets


def make_reset_token():
    return "%064x" % secrets.getrandbits(256)
