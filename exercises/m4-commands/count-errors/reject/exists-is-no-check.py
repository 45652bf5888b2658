import os, subprocess

def count_errors(path):
    if not path.endswith(".log"):
        raise ValueError("not a log")
    done = subprocess.run(f"grep ERROR {path} | wc -l", shell=True, capture_output=True, text=True)
    return int(done.stdout)
