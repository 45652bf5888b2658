import json
import os

from cryptography.fernet import Fernet, InvalidToken


def load_session(cookie: str) -> dict:
    try:
        data = Fernet(os.environ["SESSION_KEY"].encode()).decrypt(cookie)
    except InvalidToken:
        return {}
    session = json.loads(data.decode("utf-8"))
    if not isinstance(session, dict):
        raise TypeError("a session is a dict")
    return session
