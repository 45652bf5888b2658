import random
import string

RESETS = {}
dice = random.SystemRandom()


def begin_reset(user):
    signs = string.ascii_letters + string.digits
    token = "".join(dice.choices(signs, k=32))
    RESETS.update({user: token})
    return token
