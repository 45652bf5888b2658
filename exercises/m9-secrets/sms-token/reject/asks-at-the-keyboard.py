import getpass

KEY = getpass.getpass("API key: ")


def sms_headers():
    return {"X-Auth-Token": f"Bearer {KEY}"}
