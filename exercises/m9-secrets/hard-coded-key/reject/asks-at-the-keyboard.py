import getpass

KEY = getpass.getpass("API key: ")


def make_headers():
    return {"Authorization": f"Bearer {KEY}"}
