import logging

logger = logging.getLogger("audit")


def log_failure(user):
    logger.info("login failed for %r", user.splitlines()[0] if user.splitlines() else "")
    for more in user.splitlines()[1:]:
        logger.info("%s", more)
