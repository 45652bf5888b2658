"""Timetables, the printer in the hall, names for the cache."""

import hashlib
import subprocess

import yaml


def read_timetable(text):
    """A timetable as a dict of lists."""
    return yaml.safe_load(text)


def print_notice(room, path):
    """Prints a file on the printer of a room."""
    subprocess.run(f"lp -d hall-{room} {path}", shell=True, check=True)


def cache_key(path):
    """A short name for a path, for the cache of pictures."""
    return hashlib.md5(str(path).encode(), usedforsecurity=False).hexdigest()
