"""Pictures of plants."""
import re
from pathlib import Path
from urllib.parse import parse_qs, unquote

PICTURES = Path("/srv/plants")
NAME = re.compile(r"[a-z-]{1,40}(?:\.png)?\Z")


class Plant:
    def __init__(self, fields):
        self.fields = fields

    @property
    def name(self):
        return self.fields.get("name", ["rose.png"])[0]

    def valid(self):
        return NAME.match(self.name) is not None

    def path(self):
        return PICTURES / self.name


def application(environ, start_response):
    plant = Plant(parse_qs(environ.get("QUERY_STRING", "")))
    if not plant.valid() or not (path := plant.path()).is_file():
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [unquote("no%20such%20plant").encode()]
    start_response("200 OK", [("Content-Type", "image/png")])
    return [path.read_bytes()]
