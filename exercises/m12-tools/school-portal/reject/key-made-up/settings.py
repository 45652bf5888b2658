"""What is set once for the whole portal."""

import secrets

SECRET_KEY = secrets.token_hex(32)
DATABASE = "/srv/portal/portal.db"
UPLOADS = "/srv/portal/uploads"
KINDS = {"txt", "pdf", "png"}
