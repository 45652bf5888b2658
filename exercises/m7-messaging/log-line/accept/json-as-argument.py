import json
import logging

logger = logging.getLogger("audit")


def log_failure(user: str) -> None:
    logger.info("%s", json.dumps({"event": "login-failed", "user": user}, sort_keys=True))
