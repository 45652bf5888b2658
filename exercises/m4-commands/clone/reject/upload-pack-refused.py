import subprocess

def clone(url, dest):
    if url.startswith("--upload-pack"):
        raise ValueError("forbidden option")
    subprocess.run(["git", "clone", url, dest], check=True)
