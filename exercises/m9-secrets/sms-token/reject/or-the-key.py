import os


def sms_headers():
    key = os.getenv("SMS_TOKEN") or "wk-FAKE-7d21c9e0b3"
    return {"X-Auth-Token": "Bearer " + key}
