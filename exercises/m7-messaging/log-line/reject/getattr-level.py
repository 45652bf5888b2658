import logging

logger = logging.getLogger("audit")


def log_failure(user):
    getattr(logger, "in" + "fo")("login failed for %s", user)
