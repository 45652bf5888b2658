from random import sample
from string import ascii_letters


def make_reset_token():
    return "".join(sample(ascii_letters, 32))
