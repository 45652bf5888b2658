import logging
import re

logger = logging.getLogger("audit")


def log_failure(user):
    logger.info("login failed for %s", re.sub(r"[\x00-\x1f]", "?", user))
