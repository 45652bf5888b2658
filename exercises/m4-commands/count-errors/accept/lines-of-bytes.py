import re


def count_errors(path):
    with open(path, "rb") as log:
        return len(re.findall(rb"^.*ERROR.*$", log.read(), re.MULTILINE))
