import re
from functools import wraps

from flask import abort, g, request

SLUG = re.compile(r"[a-z][a-z0-9_]{2,30}")


def tenant_required(view):
    """Puts the schema of the tenant on `g`."""

    @wraps(view)
    def wrapper(*args, **kwargs):
        slug = request.headers.get("X-Tenant", "")
        if not SLUG.fullmatch(slug):
            abort(400)
        g.schema = slug
        return view(*args, **kwargs)

    return wrapper
