import csv


def export(path, rows):
    with open(path, "w", newline="") as handle:
        writer = csv.writer(handle)
        for name, note in rows:
            if name[:1] in ("=", "+", "-", "@"):
                name = "'" + name
            writer.writerow([name, note])
