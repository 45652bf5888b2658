import mmap


def count_errors(path):
    with open(path, "rb") as log, mmap.mmap(log.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return sum(b"ERROR" in line for line in iter(data.readline, b""))
