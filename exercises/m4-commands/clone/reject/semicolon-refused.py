import subprocess

def clone(url, dest):
    if ";" in url or "|" in url:
        raise ValueError("forbidden character")
    subprocess.run(["git", "clone", url, dest], check=True)
