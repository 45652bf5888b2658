import os


def read_upload(base, name):
    with open(os.path.abspath(os.path.join(base, name)), "rb") as file:
        return file.read()
