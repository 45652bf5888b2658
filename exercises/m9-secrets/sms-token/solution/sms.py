import os


def sms_headers():
    return {"X-Auth-Token": f"Bearer {os.environ['SMS_TOKEN']}"}
