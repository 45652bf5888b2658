import subprocess

def clone(url, dest):
    if not url.startswith("https://"):
        raise ValueError("https only")
    return subprocess.check_call(["git", "clone", "--depth", "1", "--", url, dest])
