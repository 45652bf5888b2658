sessions: dict[str, dict] = {}


def load_session(cookie):
    try:
        return sessions[cookie]
    except KeyError:
        raise PermissionError("no such session") from None
