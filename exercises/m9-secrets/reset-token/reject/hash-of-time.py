import time


def make_reset_token():
    return str(hash(time.time())).zfill(32)
