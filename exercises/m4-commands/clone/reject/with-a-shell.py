import subprocess

def clone(url, dest):
    subprocess.run(f"git clone -- {url} {dest}", shell=True, check=True)
