import subprocess

def ping(host):
    return subprocess.run(["sh", "-c", f"ping -c 1 {host}"]).returncode == 0
