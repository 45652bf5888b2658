import os


def sms_headers():
    os.environ["SMS_TOKEN"] = "wk-FAKE-7d21c9e0b3"
    return {"X-Auth-Token": "Bearer " + os.environ["SMS_TOKEN"]}
