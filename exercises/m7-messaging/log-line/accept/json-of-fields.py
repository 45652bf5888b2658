import json
import logging

audit = logging.getLogger("audit")


def _event(**fields):
    return json.dumps(fields, ensure_ascii=True, sort_keys=True)


def log_failure(user):
    audit.info(_event(event="login-failed", user=str(user)))
