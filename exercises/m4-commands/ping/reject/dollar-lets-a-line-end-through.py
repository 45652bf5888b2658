import re, subprocess

def ping(host):
    if not re.match(r"^[a-z0-9.]+$", host):
        raise ValueError(host)
    return subprocess.run("ping -c 1 " + host, shell=True).returncode == 0
