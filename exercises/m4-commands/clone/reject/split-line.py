import shlex, subprocess

def clone(url, dest):
    subprocess.run(shlex.split(f"git clone {url} {dest}"), check=True)
