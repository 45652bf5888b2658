def count_errors(path: str) -> int:
    total = 0
    with open(path) as log:
        for line in log:
            if line.find("ERROR") >= 0:
                total += 1
    return total
