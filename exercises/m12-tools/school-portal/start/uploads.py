"""Homework: single files and archives."""

import os
import tarfile

import settings


def read_upload(name):
    """The bytes of a file that was uploaded."""
    path = os.path.normpath(os.path.join(settings.UPLOADS, name))
    if not path.startswith(settings.UPLOADS):
        raise PermissionError(name)
    with open(path, "rb") as file:
        return file.read()


def save_upload(name, data):
    """Stores an upload of a kind that is allowed; gives the path."""
    if name.split(".")[1] not in settings.KINDS:
        raise ValueError("this kind of file is not allowed")
    path = os.path.join(settings.UPLOADS, name)
    with open(path, "wb") as file:
        file.write(data)
    return path


def unpack(archive, target):
    """Unpacks homework into a folder."""
    with tarfile.open(archive) as tar:
        tar.extractall(target)
