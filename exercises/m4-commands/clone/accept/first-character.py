import subprocess

def clone(url, dest):
    if not url or url[0] == "-":
        raise ValueError("not an address")
    subprocess.run(["/usr/bin/git", "clone", url, dest], check=True)
