import os

def count_errors(path):
    return int(os.popen("grep -c ERROR " + path).read())
