import subprocess


def ping(host):
    return subprocess.run(["ping", "-c", "1", "192.0.2.7"]).returncode == 0
