import logging

logger = logging.getLogger("audit")


def log_failure(user):
    if user.strip().isprintable():
        logger.info("login failed for %s", user)
    else:
        logger.info("login failed for %r", user)
