import logging, subprocess

def clone(url, dest):
    if url.startswith("-"):
        logging.warning("strange address")
    subprocess.run(["git", "clone", url, dest], check=True)
