import subprocess

def count_errors(path):
    grep = subprocess.Popen(f"grep ERROR {path}", shell=True, stdout=subprocess.PIPE)
    return int(subprocess.check_output(["wc", "-l"], stdin=grep.stdout))
