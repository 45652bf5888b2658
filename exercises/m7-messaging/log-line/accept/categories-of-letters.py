import logging, unicodedata

logger = logging.getLogger("audit")


def log_failure(user):
    clean = "".join(" " if unicodedata.category(ch).startswith("C") else ch for ch in user)
    logger.info("login failed for %s", clean[:80])
