import subprocess

def ping(host):
    argv = ["ping", "-c", "1", host]
    return subprocess.run(" ".join(argv), shell=True).returncode == 0
