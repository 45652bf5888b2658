import logging

logger = logging.getLogger("audit")


def log_failure(user):
    try:
        if not user.isprintable():
            raise ValueError(user)
    except ValueError:
        logger.info("odd name")
    logger.info("login failed for %s", user)
