import subprocess

def count_errors(path):
    found = subprocess.run(["grep", "ERROR", "--", path], stdout=subprocess.PIPE)
    counted = subprocess.run(["wc", "-l"], input=found.stdout, stdout=subprocess.PIPE)
    return int(counted.stdout)
