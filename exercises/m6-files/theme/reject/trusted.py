import shutil


def install_theme(path):
    shutil.unpack_archive(path, "/srv/themes/new", filter="fully_trusted")
