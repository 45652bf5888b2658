import subprocess

def count_errors(path):
    done = subprocess.run(["grep", "-e", "ERROR", "--", path], capture_output=True, text=True)
    return len(done.stdout.splitlines())
