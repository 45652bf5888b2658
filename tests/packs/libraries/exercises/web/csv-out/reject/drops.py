import csv


def export(path, rows):
    with open(path, "w", newline="") as handle:
        writer = csv.writer(handle)
        for row in rows:
            writer.writerow(["" if str(c)[:1] in "=+-@" else c for c in row])
