from functools import wraps

from flask import abort, g


def admin_required(view):
    @wraps(view)
    def wrapper(*args, **kwargs):
        result = view(*args, **kwargs)
        if not g.user or not g.user.is_admin:
            abort(403)
        return result
    return wrapper
