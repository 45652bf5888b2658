import subprocess


def changes(path):
    """Return what git log --oneline says about this path, as a list of lines."""
    command = ["git", "log", "--oneline", "--", path]
    done = subprocess.run(command, capture_output=True, text=True)
    return done.stdout.splitlines()
