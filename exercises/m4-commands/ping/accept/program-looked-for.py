import shutil
import subprocess


def ping(host):
    program = shutil.which("ping") or "ping"
    if host.startswith("-"):
        raise ValueError("this is an option")
    try:
        done = subprocess.run([program, "-c", "1", host], capture_output=True, timeout=5)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
