import logging
log = logging.getLogger(__name__)
TABLE = {i: "?" for i in range(32)} | {127: "?"}
def log_failure(user: str) -> None:
    log.info("login failed for %s", user.translate(TABLE))
