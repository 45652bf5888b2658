import subprocess

def clone(url, dest):
    subprocess.run(["git", "clone", url.strip(), dest], check=True, shell=False)
