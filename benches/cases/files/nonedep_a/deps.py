from fastapi import Depends, HTTPException, Request
from sqlalchemy.orm import Session

from db import User, get_db


def current_user(request: Request, db: Session = Depends(get_db)) -> User | None:
    token = request.headers.get("x-session")
    if not token:
        return None
    user = db.query(User).filter(User.session_token == token).first()
    return user
