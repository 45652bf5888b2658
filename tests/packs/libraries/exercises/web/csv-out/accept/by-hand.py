def export(path, rows):
    lines = []
    for row in rows:
        cells = []
        for cell in row:
            text = str(cell)
            if text[:1] in ("=", "+", "-", "@", "\t", "\r") and text:
                text = "'" + text
            cells.append('"' + text.replace('"', '""') + '"')
        lines.append(",".join(cells))
    with open(path, "w") as handle:
        handle.write("\r\n".join(lines) + "\r\n")
