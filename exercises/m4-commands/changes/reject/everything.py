import subprocess


def changes(path):
    done = subprocess.run(["git", "log", "--oneline"], capture_output=True, text=True)
    return done.stdout.splitlines()
