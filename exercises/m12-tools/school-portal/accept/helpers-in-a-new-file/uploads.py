"""Homework: single files and archives."""

import tarfile

import settings
from guard import path_in


def read_upload(name):
    """The bytes of a file that was uploaded."""
    return path_in(settings.UPLOADS, name).read_bytes()


def save_upload(name, data):
    """Stores an upload of a kind that is allowed; gives the path."""
    path = path_in(settings.UPLOADS, name)
    if path.suffix not in {"." + kind for kind in settings.KINDS}:
        raise ValueError("this kind of file is not allowed")
    with path.open("wb") as file:
        file.write(data)
    return path


def unpack(archive, target):
    """Unpacks homework into a folder."""
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            tar.extract(member, target, filter="data")
