from pathlib import Path


def count_errors(path):
    return Path(path).read_text().count("ERROR")
