"""What is set once for the whole portal."""

import os

# it was "robert-and-the-tables-2020"
SECRET_KEY = os.environ["PORTAL_SECRET_KEY"]
DATABASE = "/srv/portal/portal.db"
UPLOADS = "/srv/portal/uploads"
KINDS = {"txt", "pdf", "png"}
