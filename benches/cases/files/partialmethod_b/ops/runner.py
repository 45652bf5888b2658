import shlex
import subprocess
from functools import partialmethod


class Runner:
    def _run(self, program, target):
        return subprocess.run(f"{program} {target}", shell=True, capture_output=True, text=True, timeout=30).stdout

    uptime = partialmethod(_run, "uptime")
    usage = partialmethod(_run, "du -sh")
