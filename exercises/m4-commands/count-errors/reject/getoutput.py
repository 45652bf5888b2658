import subprocess

def count_errors(path):
    return int(subprocess.getoutput("grep ERROR '%s' | wc -l" % path))
