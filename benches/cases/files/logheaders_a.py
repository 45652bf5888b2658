import logging
import os
import requests

logger = logging.getLogger("pay")
API_TOKEN = os.environ["PAY_API_TOKEN"]


def pay(amount):
    headers = {"Authorization": f"Bearer {API_TOKEN}"}
    logger.debug("calling with headers %s", headers)
    return requests.post("https://pay.example.com", json={"a": amount}, headers=headers, timeout=5).status_code
