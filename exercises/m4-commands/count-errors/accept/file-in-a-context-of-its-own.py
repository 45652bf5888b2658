from contextlib import contextmanager


@contextmanager
def opened(path):
    log = open(path)
    try:
        yield log
    finally:
        log.close()


def count_errors(path):
    with opened(path) as log:
        return sum("ERROR" in line for line in log)
