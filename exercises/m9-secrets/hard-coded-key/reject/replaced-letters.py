def make_headers():
    key = "wk_FAKE_7d21c9e0b3".replace("_", "-")
    return {"Authorization": "Bearer " + key}
