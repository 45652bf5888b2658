"""The login of the shop."""
import hashlib
import hmac
from urllib.parse import parse_qs

import audit
from people import stored


def application(environ, start_response):
    length = min(int(environ.get("CONTENT_LENGTH") or 0), 4096)
    fields = parse_qs(environ["wsgi.input"].read(length).decode("utf-8", "replace"))
    user = fields.get("user", [""])[0]
    word = fields.get("password", [""])[0]
    salt, want = stored(user)
    have = hashlib.scrypt(word.encode(), salt=salt, n=2**17, r=8, p=1, maxmem=2**28)
    if not hmac.compare_digest(have, want):
        audit.record(audit.Attempt(user, environ["REMOTE_ADDR"]))
        start_response("403 Forbidden", [("Content-Type", "text/plain")])
        return [b"no"]
    start_response("204 No Content", [])
    return []
