from collections import Counter


def count_errors(path):
    with open(path) as log:
        return Counter("ERROR" in line for line in log)[True]
