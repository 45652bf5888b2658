"""What is set once for the whole portal."""

from os import environ

SECRET_KEY = environ["PORTAL_SECRET_KEY"]
DATABASE = environ.get("PORTAL_DATABASE", "/srv/portal/portal.db")
UPLOADS = "/srv/portal/uploads"
KINDS = frozenset({"txt", "pdf", "png"})
