import subprocess


def changes(path):
    """Return what git log --oneline says about this path, as a list of lines."""
    done = subprocess.run(["git", "log", "--oneline", path], capture_output=True, text=True)
    return done.stdout.splitlines()
