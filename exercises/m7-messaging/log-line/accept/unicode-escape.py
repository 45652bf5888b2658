import logging

logger = logging.getLogger("audit")


def log_failure(user):
    safe = user.encode("unicode_escape").decode()
    logger.info("login failed for %s", safe)
