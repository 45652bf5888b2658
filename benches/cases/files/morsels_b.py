"""Sessions of a small site."""
import secrets
from http.cookies import SimpleCookie


def cookie(value):
    made = SimpleCookie()
    made["session"] = value
    morsel = made["session"]
    morsel.update({"path": "/", "max-age": 3600, "secure": True, "httponly": True, "samesite": "Lax"})
    return made["session"].OutputString()


def application(environ, start_response):
    start_response("200 OK", [
        ("Content-Type", "text/plain"),
        ("Set-Cookie", cookie(secrets.token_urlsafe(32))),
    ])
    return [b"welcome"]
