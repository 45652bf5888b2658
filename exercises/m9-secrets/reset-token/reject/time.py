import time


def make_reset_token():
    return format(time.time_ns(), "032x")
