def load_session(cookie):
    return {}
