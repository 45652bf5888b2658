import logging, json


class JsonFormatter(logging.Formatter):
    def format(self, record):
        return json.dumps({"event": record.getMessage(), "user": getattr(record, "user", None)})
logger = logging.getLogger("app")
h = logging.StreamHandler()
h.setFormatter(JsonFormatter())
logger.addHandler(h)
def log_failure(user):
    logger.info("login failed", extra={"user": user})
