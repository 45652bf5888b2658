import os


def sms_headers():
    os.environ["SMS_TOKEN"]
    return {}
