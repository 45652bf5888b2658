import os


def sms_headers():
    match os.environ.get("SMS_TOKEN"):
        case None | "":
            raise RuntimeError("no key")
        case key:
            return {"X-Auth-Token": f"Bearer {key}"}
