import subprocess

def count_errors(path):
    if path.startswith("-"):
        raise ValueError("not a file name")
    lines = subprocess.check_output(["grep", "ERROR", path], text=True).splitlines()
    return len(lines)
