import csv
import io
from pathlib import Path


def neutral(cell):
    text = f"{cell}"
    if text and text[0] in "=+-@\t\r":
        return "'" + text
    return text


def export(path, rows):
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    for row in rows:
        writer.writerow(map(neutral, row))
    Path(path).write_text(buffer.getvalue(), newline="")
