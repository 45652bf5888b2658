SESSIONS = {}


def load_session(cookie):
    return SESSIONS.get(cookie)
