import re
from pathlib import Path


def count_errors(path):
    return len(re.findall(r"(?m)^.*ERROR.*$", Path(path).read_text()))
