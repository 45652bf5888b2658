import subprocess

def count_errors(path):
    done = subprocess.run(["grep", "ERROR", "--", path, "|", "wc", "-l"], capture_output=True, text=True)
    return int(done.stdout)
