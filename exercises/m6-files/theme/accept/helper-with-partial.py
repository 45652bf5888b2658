import functools
import shutil

unpack = functools.partial(shutil.unpack_archive, filter="data")


def install_theme(path):
    unpack(path, "/srv/themes/new")
