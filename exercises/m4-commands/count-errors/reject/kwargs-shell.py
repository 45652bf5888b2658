import subprocess

KW = dict(shell=True, capture_output=True, text=True)

def count_errors(path):
    return int(subprocess.run("grep ERROR {} | wc -l".format(path), **KW).stdout)
