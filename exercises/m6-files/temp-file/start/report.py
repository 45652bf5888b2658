import tempfile


def write_report(rows):
    name = tempfile.mktemp(suffix=".txt")
    with open(name, "w") as file:
        for row in rows:
            file.write(row + "\n")
    return name
