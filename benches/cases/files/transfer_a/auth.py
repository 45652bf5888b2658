import os

import jwt
from fastapi import Header, HTTPException


class User:
    def __init__(self, id):
        self.id = id


def current_user(authorization: str = Header()):
    try:
        claims = jwt.decode(authorization.removeprefix("Bearer "), os.environ["KEY"], algorithms=["HS256"])
    except jwt.PyJWTError:
        raise HTTPException(401)
    return User(claims["sub"])
