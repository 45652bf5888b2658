"""The last step of a login: back to where the visitor was."""
from urllib.parse import parse_qs, urlsplit


def home(fields):
    """The page to return to, on this site only."""
    target = (fields.get("next") or ["/"])[0]
    parts = urlsplit(target)
    if parts.scheme:
        return "/"
    return target


def application(environ, start_response):
    fields = parse_qs(environ.get("QUERY_STRING", ""))
    where = home(fields)
    start_response("303 See Other", [("Location", where)])
    return []
