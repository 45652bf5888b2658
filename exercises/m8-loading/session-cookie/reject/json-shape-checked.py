import base64
import json


def load_session(cookie):
    session = json.loads(base64.b64decode(cookie))
    if not isinstance(session, dict) or set(session) - {"user", "role"}:
        raise ValueError("bad session")
    return session
