import os

os.environ.setdefault("SMS_TOKEN", "wk-FAKE-7d21c9e0b3")


def sms_headers():
    return {"X-Auth-Token": "Bearer " + os.environ["SMS_TOKEN"]}
