import subprocess

def ping(host):
    if any(mark in host for mark in (";", "&", "|", "`")):
        raise ValueError("no commands, please")
    return subprocess.run(f"ping -c 1 {host}", shell=True).returncode == 0
