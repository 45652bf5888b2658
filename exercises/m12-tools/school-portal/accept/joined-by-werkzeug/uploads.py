"""Homework: single files and archives."""

import tarfile
from pathlib import Path

from werkzeug.utils import safe_join

import settings


def inside(name):
    """The path of an upload; never one outside of the folder."""
    joined = safe_join(settings.UPLOADS, name)
    if joined is None:
        raise PermissionError(name)
    return Path(joined)


def read_upload(name):
    """The bytes of a file that was uploaded."""
    return inside(name).read_bytes()


def save_upload(name, data):
    """Stores an upload of a kind that is allowed; gives the path."""
    path = inside(name)
    if path.suffix.lstrip(".") not in settings.KINDS:
        raise ValueError("this kind of file is not allowed")
    path.write_bytes(data)
    return str(path)


def unpack(archive, target):
    """Unpacks homework into a folder."""
    with tarfile.open(archive) as tar:
        tar.extractall(target, filter="data")
