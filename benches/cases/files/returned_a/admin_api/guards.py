from fastapi import Depends, HTTPException

from .deps import current_user


def require_admin(user=Depends(current_user)):
    if not user.is_admin:
        return HTTPException(403)
    return user
