import builtins
import os

read_it = getattr(builtins, "op" + "en")


def read_upload(base, name):
    with read_it(os.path.join(base, name), "rb") as file:
        return file.read()
