import re, subprocess

def ping(host):
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]{0,252}", host):
        raise ValueError(host)
    return subprocess.call(["ping", "-c", "1", host]) == 0
