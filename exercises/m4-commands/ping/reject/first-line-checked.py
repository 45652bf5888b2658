import re, subprocess

def ping(host):
    if re.match(r"^[a-z.0-9]+$", host.split("\n")[0]):
        return subprocess.run("ping -c 1 " + host, shell=True).returncode == 0
