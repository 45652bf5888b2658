import subprocess

def ping(host):
    options = {"shell": True}
    return subprocess.run("ping -c 1 " + host, **options).returncode == 0
