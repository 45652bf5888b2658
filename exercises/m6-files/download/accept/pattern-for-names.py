import os
import re

NAME = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9]+)?")


def read_upload(base, name):
    if not NAME.fullmatch(name):
        raise ValueError("bad name")
    with open(os.path.join(base, name), "rb") as file:
        return file.read()
