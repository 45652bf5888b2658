def make_reset_token():
    return "b7c1e0a94d5f4e2c8a6b3d7f1e9c0a5b"
