import subprocess

def count_errors(path):
    done = subprocess.run(["grep", "-c", "-e", "ERROR", "--", path], capture_output=True, text=True)
    return int(done.stdout)
