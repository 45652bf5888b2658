import mmap
import re


def count_errors(path):
    with open(path, "rb") as log:
        content = log.read()
    return sum(1 for line in content.splitlines() if re.search(rb"ERROR", line))
