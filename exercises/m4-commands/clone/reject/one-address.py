import subprocess

def clone(url, dest):
    subprocess.run(["git", "clone", "--", "https://github.com/python/cpython.git", dest], check=True)
