import subprocess as sp

OPTIONS = {"shell": False, "timeout": 5}

def ping(host):
    run = sp.run
    argv = ["ping", "-c", "1"] + ["--", host]
    return run(argv, **OPTIONS).returncode == 0
