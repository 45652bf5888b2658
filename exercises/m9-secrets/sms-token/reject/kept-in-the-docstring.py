import os


def sms_headers():
    """Headers. For tests: sms-FAKE-55e1a07c."""
    return {"X-Auth-Token": f"Bearer {os.environ['SMS_TOKEN']}"}
