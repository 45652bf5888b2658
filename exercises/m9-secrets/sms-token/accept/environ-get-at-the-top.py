import os

API_KEY = os.environ.get("SMS_TOKEN", "")


def sms_headers():
    return {"X-Auth-Token": f"Bearer {API_KEY}"}
