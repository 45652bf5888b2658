from pathlib import Path


def counter():
    total = 0
    while True:
        line = yield total
        total += "ERROR" in line


def count_errors(path):
    count = counter()
    total = next(count)
    for line in Path(path).read_text(errors="replace").splitlines():
        total = count.send(line)
    return total
