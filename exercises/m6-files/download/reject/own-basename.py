import os


def basename(name):
    return name


def read_upload(base, name):
    with open(os.path.join(base, basename(name)), "rb") as file:
        return file.read()
