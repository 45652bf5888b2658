import os


def read_upload(base, name):
    while "../" in name:
        name = name.replace("../", "")
    with open(os.path.join(base, name), "rb") as file:
        return file.read()
