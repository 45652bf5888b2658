import subprocess

def ping(host):
    try:
        subprocess.run(["ping", "-c1", "--", host], check=True, timeout=3)
        return True
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return False
