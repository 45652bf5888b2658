import logging
logger = logging.getLogger(__name__)
class Clean(logging.Filter):
    def filter(self, record):
        record.msg = repr(record.getMessage())
        record.args = ()
        return True
logger.addFilter(Clean())
def log_failure(user):
    logger.info("login failed for %s", user)
