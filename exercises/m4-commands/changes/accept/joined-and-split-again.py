import shlex
import subprocess


def changes(path):
    """Return what git log --oneline says about this path, as a list of lines."""
    line = shlex.join(["git", "log", "--oneline", "--", path])
    done = subprocess.run(shlex.split(line), stdout=subprocess.PIPE, universal_newlines=True)
    return done.stdout.strip().split("\n")
