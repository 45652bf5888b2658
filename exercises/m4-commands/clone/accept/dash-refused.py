import subprocess

def clone(url, dest):
    if url.startswith("-"):
        raise ValueError("not an address")
    subprocess.run(["git", "clone", url, dest], check=True)
