import os


def read_upload(base, name):
    if name not in os.listdir(base):
        raise FileNotFoundError(name)
    with open(os.path.join(base, name), "rb") as file:
        return file.read()
