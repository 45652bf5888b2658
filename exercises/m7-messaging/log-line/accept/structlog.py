import structlog

logger = structlog.get_logger()


def log_failure(user):
    logger.info("login failed", user=user)
