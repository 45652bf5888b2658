import logging


class Audit:
    def __init__(self, name):
        self.log = logging.getLogger(name)

    def failure(self, user):
        self.log.info("login failed user=%r", user)


AUDIT = Audit("audit")


def log_failure(user):
    AUDIT.failure(user)
