def make_headers(_k="wk-FAKE-7d21c9e0b3"):
    return {"Authorization": "Bearer " + _k}
