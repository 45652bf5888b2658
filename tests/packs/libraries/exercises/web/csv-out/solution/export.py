import csv

SIGNS = ("=", "+", "-", "@", "\t", "\r")


def as_text(cell):
    text = str(cell)
    return "'" + text if text.startswith(SIGNS) else text


def export(path, rows):
    with open(path, "w", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerows([as_text(cell) for cell in row] for row in rows)
