KEY = ""


def make_headers():
    return {"Authorization": f"Bearer {KEY}"}
