import logging
from string import printable

logger = logging.getLogger("audit")
PLAIN = set(printable) - set("\t\n\r\x0b\x0c")


def log_failure(user):
    shown = "".join(sign if sign in PLAIN else "?" for sign in user)
    logger.log(logging.INFO, "login failed for %s", shown)
