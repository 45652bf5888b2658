import os
import re


def read_upload(base, name):
    root = os.path.realpath(base)
    path = os.path.realpath(os.path.join(root, name))
    if re.fullmatch(re.escape(root) + r"/.+", path, re.DOTALL) is None:
        raise ValueError("outside")
    with open(path, "rb") as f:
        return f.read()
