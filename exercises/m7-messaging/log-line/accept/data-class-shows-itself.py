import logging
from dataclasses import dataclass

logger = logging.getLogger("audit")


@dataclass
class Failure:
    user: str


def log_failure(user):
    logger.info("login failed: %s", Failure(user))
