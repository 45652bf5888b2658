import os


def sms_headers():
    key = os.environ.get("SMS_TOKEN")
    if not key:
        raise RuntimeError("SMS_TOKEN is not set")
    return {"X-Auth-Token": f"Bearer {key}"}
