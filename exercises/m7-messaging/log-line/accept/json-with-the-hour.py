import datetime
import json
import logging

logger = logging.getLogger("audit")


def log_failure(user):
    record = {"event": "login failed", "user": user, "at": datetime.datetime.now(datetime.timezone.utc).isoformat()}
    logger.info(json.dumps(record))
