import subprocess

def count_errors(path):
    try:
        return int(subprocess.check_output(["grep", "-c", "--", "ERROR", path]))
    except subprocess.CalledProcessError:
        return 0
