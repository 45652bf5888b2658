"""Homework: single files and archives."""

import os
import tarfile

import settings

BASE = os.path.realpath(settings.UPLOADS)


def _path(name):
    path = os.path.realpath(os.path.join(BASE, name))
    if os.path.commonpath([BASE, path]) != BASE:
        raise PermissionError(name)
    return path


def read_upload(name):
    """The bytes of a file that was uploaded."""
    with open(_path(name), "rb") as file:
        return file.read()


def save_upload(name, data):
    """Stores an upload of a kind that is allowed; gives the path."""
    path = _path(name)
    _, ending = os.path.splitext(path)
    if ending[1:].lower() not in settings.KINDS:
        raise ValueError("this kind of file is not allowed")
    with open(path, "wb") as file:
        file.write(data)
    return path


def unpack(archive, target):
    """Unpacks homework into a folder."""
    with tarfile.open(archive) as tar:
        tar.extractall(path=target, filter=tarfile.data_filter)
