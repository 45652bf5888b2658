import os.path
import posixpath


def read_upload(base, name):
    harmless = posixpath.normpath("/" + name).lstrip("/")
    with open(os.path.join(base, harmless), "rb") as file:
        return file.read()
