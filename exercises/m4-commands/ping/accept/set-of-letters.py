import string, subprocess

ALLOWED = frozenset(string.ascii_letters + string.digits + ".-:")


def ping(host):
    if not host or host.startswith("-") or not set(host) <= ALLOWED:
        raise ValueError("no")
    return subprocess.run(["/usr/bin/ping", "-c1", host]).returncode == 0
