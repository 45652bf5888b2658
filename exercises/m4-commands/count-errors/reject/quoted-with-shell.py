import shlex, subprocess

def count_errors(path):
    done = subprocess.run(f"grep ERROR -- {shlex.quote(path)} | wc -l", shell=True, capture_output=True, text=True)
    return int(done.stdout)
