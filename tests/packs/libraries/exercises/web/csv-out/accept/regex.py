import csv
import re

FORMULA = re.compile(r"^(?=[=+\-@\t\r])")


def export(path, rows):
    with open(path, mode="w", newline="") as handle:
        csv.writer(handle).writerows(
            [FORMULA.sub("'", c) if isinstance(c, str) else c for c in row] for row in rows
        )
