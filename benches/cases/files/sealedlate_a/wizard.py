"""Three steps, one after the other."""
from http.cookies import SimpleCookie

from state import seal, unseal


def application(environ, start_response):
    cookies = SimpleCookie(environ.get("HTTP_COOKIE", ""))
    try:
        state = unseal(cookies["state"].value)
    except (KeyError, ValueError):
        state = {"step": 0}
    state["step"] += 1
    start_response("200 OK", [
        ("Content-Type", "text/plain"),
        ("Set-Cookie", f"state={seal(state)}; Secure; HttpOnly; SameSite=Lax; Path=/"),
    ])
    return [b"step %d" % state["step"]]
