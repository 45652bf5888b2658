"""What every other file may rely on."""

import hmac
from pathlib import Path

from flask import abort, request, session


def own_form():
    """Ends a request whose form is not ours."""
    sent = request.form.get("csrf_token") or ""
    expected = session.get("csrf_token") or ""
    if not expected or not hmac.compare_digest(sent, expected):
        abort(403)


def path_in(folder, name):
    """The path of a file in a folder; an error for any other."""
    base = Path(folder).resolve()
    path = base.joinpath(name).resolve()
    if base not in path.parents:
        raise PermissionError(name)
    return path
