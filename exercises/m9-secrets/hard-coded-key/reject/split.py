def make_headers():
    return {"Authorization": "Bearer " + "".join(["wk-", "FAKE", "-7d21c9e0b3"])}
