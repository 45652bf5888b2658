from random import SystemRandom
from string import ascii_letters, digits


def make_reset_token():
    return "".join(SystemRandom().choices(ascii_letters + digits, k=40))
