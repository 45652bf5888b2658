from fastapi import Depends, Header, HTTPException

from .users import find_by_token


def current_user(authorization: str = Header()):
    user = find_by_token(authorization.removeprefix("Bearer "))
    if user is None:
        raise HTTPException(401)
    return user
