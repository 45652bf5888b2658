import logging

logger = logging.getLogger("audit")


def log_failure(user):
    shown = repr(user)
    if shown:
        logger.info("login failed for %s", user)
