import logging

logger = logging.getLogger("audit")


def log_failure(user):
    user = user.replace("\n", "").replace("\r", "")
    logger.info("login failed for %s", user)
