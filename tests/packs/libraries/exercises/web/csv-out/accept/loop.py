import csv


def export(path, rows):
    with open(path, "w", newline="", encoding="utf-8") as handle:
        writer = csv.writer(handle)
        for row in rows:
            safe = []
            for cell in row:
                if isinstance(cell, str) and cell[:1] in {"=", "+", "-", "@", "\t", "\r"}:
                    cell = "'" + cell
                safe.append(cell)
            writer.writerow(safe)
