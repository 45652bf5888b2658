"""Writes who failed to sign in, for fail2ban."""
import logging
from dataclasses import dataclass

logging.basicConfig(filename="/var/log/shop/auth.log", format="%(asctime)s %(message)s")
log = logging.getLogger("auth")


@dataclass(frozen=True)
class Attempt:
    user: str
    address: str

    def __str__(self):
        return f"failed login user={self.user.strip()} from={self.address}"


def record(attempt):
    log.warning("%s", attempt)
