import logging
import re

logger = logging.getLogger("audit")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def log_failure(user):
    logger.info("login failed for %s", CONTROL.sub("?", user))
