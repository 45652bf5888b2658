import shutil
import tarfile


def install_theme(path):
    if not tarfile.is_tarfile(path):
        raise ValueError("not a theme")
    shutil.unpack_archive(path, "/srv/themes/new")
