import subprocess

def ping(host):
    status, _ = subprocess.getstatusoutput("ping -c 1 {}".format(host))
    return status == 0
