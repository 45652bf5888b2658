import os

FILES = {
    "report.txt": "report.txt",
    "menu.txt": "menu.txt",
}


def read_upload(base, name):
    stored = FILES.get(name)
    if stored is None:
        raise KeyError(name)
    with open(os.path.join(base, stored), "rb") as file:
        return file.read()
