import functools

from flask import abort, g


def requires(permission):
    def decorator(view):
        @functools.wraps(view)
        def wrapper(*args, **kwargs):
            if g.get("user") is None and permission is not None:
                abort(403)
            return view(*args, **kwargs)
        return wrapper
    return decorator
