import json
import logging


class JsonLines(logging.Formatter):
    def format(self, record):
        return json.dumps({"level": record.levelname, "message": record.getMessage()})


logger = logging.getLogger("audit")
handler = logging.StreamHandler()
handler.setFormatter(JsonLines())
logger.addHandler(handler)
logger.setLevel(logging.INFO)
logger.propagate = False


def log_failure(user):
    logger.info("login failed for %s", user)
