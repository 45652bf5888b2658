import csv


def export(path, rows):
    with open(path, "w", newline="") as handle:
        writer = csv.writer(handle)
        for row in rows:
            writer.writerow(["'" + str(c) if str(c).startswith("=") else c for c in row])
