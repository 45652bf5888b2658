import secrets
import time


def make_reset_token():
    return f"{int(time.time()):020d}{secrets.randbelow(100)}"
