import re
import subprocess


def ping(host):
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.:-]{0,252}", host):
        raise ValueError("not a host name")
    done = subprocess.run(["ping", "-c", "1", "--", host], timeout=5)
    return done.returncode == 0
