from pathlib import Path


def make_reset_token():
    with Path("/dev/urandom").open("rb") as source:
        return source.read(24).hex()
