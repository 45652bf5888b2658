import random
import string


def make_reset_token():
    pick = getattr(random, "cho" + "ice")
    return "".join(pick(string.ascii_letters) for _ in range(32))
