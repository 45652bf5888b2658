def count_errors(path):
    with open(path, encoding="utf-8", errors="replace") as log:
        return sum("ERROR" in line for line in log)
