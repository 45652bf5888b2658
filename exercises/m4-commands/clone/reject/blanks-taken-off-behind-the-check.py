import subprocess


def clone(url, dest):
    if url.startswith("-"):
        raise ValueError(url)
    subprocess.run(["git", "clone", url.strip(), dest], check=True)
