import os


def read_upload(base, name):
    for entry in os.scandir(base):
        if entry.name == name and entry.is_file(follow_symlinks=False):
            with open(entry.path, "rb") as file:
                return file.read()
    raise FileNotFoundError(name)
