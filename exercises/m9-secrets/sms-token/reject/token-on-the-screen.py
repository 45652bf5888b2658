import os


def sms_headers():
    token = os.environ["SMS_TOKEN"]
    print(f"sending with {token=}")
    return {"X-Auth-Token": f"Bearer {token}"}
