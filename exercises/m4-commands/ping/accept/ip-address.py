import ipaddress, subprocess

def ping(host):
    return subprocess.run(["ping", "-c", "1", str(ipaddress.ip_address(host))], timeout=5).returncode == 0
