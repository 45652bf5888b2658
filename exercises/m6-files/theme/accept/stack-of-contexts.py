import contextlib
import tarfile

TARGET = "/srv/themes/new"


def install_theme(path):
    with contextlib.ExitStack() as stack:
        archive = stack.enter_context(tarfile.open(path, "r:*"))
        archive.extractall(path=TARGET, members=None, filter=tarfile.data_filter)
