def count_errors(path):
    with open(path) as log:
        return sum(line.startswith("ERROR") for line in log)
