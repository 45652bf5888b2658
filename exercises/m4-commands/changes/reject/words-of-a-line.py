import shlex
import subprocess


def changes(path):
    done = subprocess.run(shlex.split(f"git log --oneline -- {path}"), capture_output=True, text=True)
    return done.stdout.splitlines()
