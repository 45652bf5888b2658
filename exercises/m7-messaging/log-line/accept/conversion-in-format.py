import logging

logger = logging.getLogger("audit")


def log_failure(user):
    logger.warning("login failed for {!r}".format(user))
