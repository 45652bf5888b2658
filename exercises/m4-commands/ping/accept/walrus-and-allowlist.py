import subprocess

HOSTS = {"router": "192.0.2.1", "printer": "192.0.2.7", "192.0.2.7": "192.0.2.7", "example.com": "example.com"}

def ping(host):
    if (address := HOSTS.get(host)) is None:
        raise ValueError("unknown host")
    return subprocess.run(["ping", "-c", "1", address]).returncode == 0
