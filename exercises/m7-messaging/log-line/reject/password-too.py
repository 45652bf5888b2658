import logging

logger = logging.getLogger("audit")


def log_failure(user, password=""):
    logger.info("login failed for %s with %s", user, password)
