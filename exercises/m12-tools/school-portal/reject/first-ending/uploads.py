"""Homework: single files and archives."""

import tarfile
from pathlib import Path

import settings


def inside(name):
    """The path of an upload; never one outside of the folder."""
    base = Path(settings.UPLOADS).resolve()
    path = (base / name).resolve()
    if not path.is_relative_to(base):
        raise PermissionError(name)
    return path


def read_upload(name):
    """The bytes of a file that was uploaded."""
    return inside(name).read_bytes()


def save_upload(name, data):
    """Stores an upload of a kind that is allowed; gives the path."""
    path = inside(name)
    if name.split(".")[1] not in settings.KINDS:
        raise ValueError("this kind of file is not allowed")
    path.write_bytes(data)
    return str(path)


def unpack(archive, target):
    """Unpacks homework into a folder."""
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
