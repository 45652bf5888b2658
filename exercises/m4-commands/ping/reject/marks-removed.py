import subprocess

def ping(host):
    for mark in ";&|":
        host = host.replace(mark, "")
    return subprocess.run(f"ping -c 1 {host}", shell=True).returncode == 0
