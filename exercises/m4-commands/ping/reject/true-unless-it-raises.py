import subprocess


def ping(host):
    try:
        subprocess.run(["ping", "-c", "1", "--", host])
        return True
    except Exception:
        return False
