import subprocess


def changes(path):
    return subprocess.run(["git", "log", "--oneline", "--", path.split()[0]], capture_output=True, text=True).stdout.splitlines()
