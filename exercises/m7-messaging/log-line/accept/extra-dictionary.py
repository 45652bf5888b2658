import logging

log = logging.getLogger("audit")


def log_failure(user):
    log.log(logging.INFO, "login failed user=%(user)r", {"user": user})
