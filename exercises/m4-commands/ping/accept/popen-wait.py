from subprocess import DEVNULL, Popen

def ping(host: str) -> bool:
    if host.startswith("-"):
        return False
    return Popen(["/bin/ping", "-c", "1", host], stdout=DEVNULL, stderr=DEVNULL).wait() == 0
