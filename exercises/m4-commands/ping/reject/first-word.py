import subprocess

def ping(host):
    return subprocess.run(f"ping -c 1 {host.split()[0]}", shell=True).returncode == 0
