KEY = ""


def sms_headers():
    return {"X-Auth-Token": f"Bearer {KEY}"}
