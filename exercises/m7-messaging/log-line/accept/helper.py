import logging

logger = logging.getLogger("audit")


def visible(text):
    return "".join(c if c.isprintable() else "?" for c in text)


def log_failure(user):
    logger.info("login failed for %s", visible(user))
