def count_errors(path):
    return 0
