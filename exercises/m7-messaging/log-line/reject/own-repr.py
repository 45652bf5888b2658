import logging

logger = logging.getLogger("audit")


def repr(value):
    return str(value)


def log_failure(user):
    logger.info("login failed user=%s", repr(user))
