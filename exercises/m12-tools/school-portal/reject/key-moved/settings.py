"""What is set once for the whole portal."""

from keys import SECRET_KEY
DATABASE = "/srv/portal/portal.db"
UPLOADS = "/srv/portal/uploads"
KINDS = {"txt", "pdf", "png"}
