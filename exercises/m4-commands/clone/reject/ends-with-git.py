import subprocess

def clone(url, dest):
    if not url.endswith(".git"):
        raise ValueError("not a repository")
    subprocess.run(["git", "clone", url, dest], check=True)
