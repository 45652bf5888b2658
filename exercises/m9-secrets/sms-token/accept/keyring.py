import keyring


def sms_headers():
    key = keyring.get_password("sms", "token")
    if key is None:
        raise RuntimeError("no key in the keyring")
    return {"X-Auth-Token": f"Bearer {key}"}
