import subprocess

def count_errors(path):
    done = subprocess.run(["grep", "-c", "ERROR", path], capture_output=True, text=True)
    return int(done.stdout or 0)
