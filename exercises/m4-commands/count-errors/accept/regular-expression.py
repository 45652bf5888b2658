import re

def count_errors(path):
    pattern = re.compile("ERROR")
    with open(path) as fh:
        return sum(1 for line in fh if pattern.search(line))
