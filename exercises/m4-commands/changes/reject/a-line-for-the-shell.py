import subprocess


def changes(path):
    out = subprocess.getoutput(f"git log --oneline -- {path}")
    return out.splitlines()
