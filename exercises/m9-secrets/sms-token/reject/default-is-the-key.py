import os


def sms_headers():
    key = os.environ.get("SMS_TOKEN", "wk-FAKE-7d21c9e0b3")
    return {"X-Auth-Token": f"Bearer {key}"}
