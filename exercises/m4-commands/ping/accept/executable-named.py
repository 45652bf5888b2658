import subprocess

def ping(host):
    if not host or host[0] == "-":
        raise ValueError("a host cannot begin with a dash")
    return subprocess.run(args=("ping", "-c", "1", host), shell=False).returncode == 0
