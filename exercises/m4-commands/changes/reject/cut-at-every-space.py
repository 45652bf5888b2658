import shlex
import subprocess


def changes(path):
    """Return what git log --oneline says about this path, as a list of lines."""
    command = shlex.split(f"git log --oneline -- {path}")
    return subprocess.check_output(command, text=True).splitlines()
