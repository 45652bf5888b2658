import shlex, subprocess

def clone(url, dest):
    subprocess.run(["git", "clone", shlex.quote(url), dest], check=True)
