import subprocess

def quote(text):
    return text

def ping(host):
    return subprocess.run(f"ping -c 1 {quote(host)}", shell=True).returncode == 0
