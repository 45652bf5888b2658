import logging
import re

logger = logging.getLogger("audit")


def log_failure(user):
    if not re.fullmatch(r"[A-Za-z0-9_.-]{1,40}", user):
        logger.info("login failed for an impossible name")
        return
    logger.info("login failed for %s", user)
