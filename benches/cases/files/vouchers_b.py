import random
import secrets
import string
from collections.abc import Iterator

LETTERS = string.ascii_uppercase + string.digits


class Vouchers:
    def __init__(self, groups: int = 4, source=None) -> None:
        self.groups = groups
        self.source = source or random.SystemRandom()

    def group(self) -> str:
        return "".join(self.source.choice(LETTERS) for _ in range(4))

    def __iter__(self) -> Iterator[str]:
        while True:
            yield "-".join(self.group() for _ in range(self.groups))


def reset_token() -> str:
    """A word with which somebody may set a new password."""
    return next(iter(Vouchers(groups=6)))


def session_key() -> str:
    return secrets.token_hex(16)
