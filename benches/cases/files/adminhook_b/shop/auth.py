from functools import wraps

from flask import abort, g, session

from .models import User


def load_user():
    uid = session.get("uid")
    g.user = User.query.get(uid) if uid else None


def require_admin():
    if g.user is None:
        abort(401)
    if not g.user.is_admin:
        abort(403)
