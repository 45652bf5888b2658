import json
import logging

logger = logging.getLogger("audit")


def log_failure(user):
    logger.info(json.dumps({"event": "login failed", "user": user}))
