import logging

logger = logging.getLogger("audit")


def log_failure(user):
    logger.info("login failed user=%r", user)
    logger.debug("details: " + user)
