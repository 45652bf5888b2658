import os


def read_upload(base, name):
    path = os.path.abspath(name)
    with open(path, "rb") as file:
        return file.read()
