import os


def read_upload(base, name):
    with open(os.path.join(base, "menu.txt"), "rb") as file:
        return file.read()
