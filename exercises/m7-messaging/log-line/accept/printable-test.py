import logging

logger = logging.getLogger("audit")


def log_failure(user):
    if user.isprintable():
        logger.info("login failed for %s", user)
    else:
        logger.warning("login failed for a name with control characters: %r", user)
