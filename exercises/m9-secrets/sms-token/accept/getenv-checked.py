import os


def sms_headers():
    key = os.getenv("SMS_TOKEN")
    if not key:
        raise RuntimeError("SMS_TOKEN is not set")
    return {"X-Auth-Token": "Bearer " + key}
