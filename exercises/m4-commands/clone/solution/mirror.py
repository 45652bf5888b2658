import subprocess
from urllib.parse import urlsplit

HOSTS = {"github.com", "gitlab.com", "codeberg.org"}


def clone(url, dest):
    parts = urlsplit(url)
    if parts.scheme != "https" or parts.hostname not in HOSTS:
        raise ValueError("we mirror from known hosts only")
    subprocess.run(["git", "clone", "--", url, dest], check=True)
