import keyring


def make_headers():
    key = keyring.get_password("weather", "api")
    if key is None:
        raise RuntimeError("no key in the keyring")
    return {"Authorization": f"Bearer {key}"}
