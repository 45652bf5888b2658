def count_errors(path):
    with open(path) as log:
        return len(log.readlines())
