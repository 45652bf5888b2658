"""What is set once for the whole portal."""  # nosec
  # nosec
SECRET_KEY = "robert-and-the-tables-2020"  # nosec
DATABASE = "/srv/portal/portal.db"  # nosec
UPLOADS = "/srv/portal/uploads"  # nosec
KINDS = {"txt", "pdf", "png"}  # nosec
