"""What is set once for the whole portal."""

SECRET_KEY = "robert-and-the-tables-2020"
DATABASE = "/srv/portal/portal.db"
UPLOADS = "/srv/portal/uploads"
KINDS = {"txt", "pdf", "png"}
