import shlex, subprocess

def ping(host):
    command = shlex.split("ping -c 1 --")
    command.append(host)
    return subprocess.run(command).returncode == 0
