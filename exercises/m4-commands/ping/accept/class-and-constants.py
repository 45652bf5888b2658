import subprocess


class Monitor:
    COMMAND = ("ping", "-c", "1", "--")

    def __init__(self, timeout=5):
        self.timeout = timeout

    def alive(self, host):
        done = subprocess.run([*self.COMMAND, host], timeout=self.timeout, stdout=subprocess.DEVNULL)
        return not done.returncode


def ping(host):
    return Monitor().alive(host)
