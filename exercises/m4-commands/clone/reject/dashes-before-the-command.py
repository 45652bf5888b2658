import subprocess


def clone(url, dest):
    subprocess.run(["git", "--", "clone", url, dest], check=True)
