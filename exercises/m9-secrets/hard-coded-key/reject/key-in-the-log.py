import logging
import os

logger = logging.getLogger(__name__)


def make_headers():
    key = os.environ["WEATHER_API_KEY"]
    logger.info("using the key %s", key)
    return {"Authorization": f"Bearer {key}"}
