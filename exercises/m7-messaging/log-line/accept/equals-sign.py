import logging

logger = logging.getLogger("audit")


def log_failure(user):
    logger.info(f"login failed {user=}")
