import os

from jose import jwt as tokens


def load_session(cookie):
    key = os.environ["SESSION_KEY"]
    claims = tokens.decode(cookie, key, algorithms=["HS256"])
    return {"user": claims["sub"], "role": claims.get("role", "guest")}
