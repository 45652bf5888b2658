import subprocess
from urllib.parse import urlparse


def checked(url):
    parts = urlparse(url)
    if parts.scheme not in ("https", "ssh"):
        raise ValueError("unknown scheme")
    return url


def clone(url, dest):
    subprocess.run(["git", "clone", "--", checked(url), dest], check=True)
