import re, subprocess

def clone(url, dest):
    if re.fullmatch(r"https://github\.com/[\w-]+/[\w.-]+", url) is None:
        raise ValueError(url)
    subprocess.run(["git", "clone", url, dest], check=True)
