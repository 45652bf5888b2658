import subprocess

def ping(host):
    try:
        subprocess.check_call(["ping", "-c", "1", "--", host])
    except (subprocess.CalledProcessError, OSError):
        return False
    return True
