import subprocess


def count_errors(path):
    with open(path, "rb") as log:
        done = subprocess.run(["grep", "-c", "ERROR"], stdin=log, capture_output=True, text=True, check=False)
    return int(done.stdout or 0)
