def make_reset_token():
    return None
