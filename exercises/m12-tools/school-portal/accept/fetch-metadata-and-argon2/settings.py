"""What is set once for the whole portal."""

import os

SECRET_KEY = os.environ.get("PORTAL_SECRET_KEY")
if not SECRET_KEY:
    raise RuntimeError("PORTAL_SECRET_KEY is not set")
DATABASE = "/srv/portal/portal.db"
UPLOADS = "/srv/portal/uploads"
KINDS = {"txt", "pdf", "png"}
