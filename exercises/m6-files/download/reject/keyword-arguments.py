import os


def read_upload(base, name):
    how = {"file": os.path.join(base, name), "mode": "rb"}
    with open(**how) as file:
        return file.read()
