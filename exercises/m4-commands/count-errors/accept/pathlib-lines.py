from pathlib import Path

def count_errors(path):
    return len([line for line in Path(path).read_text().splitlines() if "ERROR" in line])
