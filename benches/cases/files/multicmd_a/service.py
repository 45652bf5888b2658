import subprocess


class Jobs:
    def __init__(self, tool="/usr/local/bin/thumb"):
        self.tool = tool

    def thumbnail(self, key, width):
        line = " ".join([self.tool, "--width", str(width), "--key", key])
        return subprocess.call(line, shell=True)
