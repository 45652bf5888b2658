import os


def read_upload(base, name):
    with open(os.path.join(base, name.lstrip("/")), "rb") as file:
        return file.read()
