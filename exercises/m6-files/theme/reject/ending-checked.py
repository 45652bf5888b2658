import shutil


def install_theme(path):
    if not path.endswith(".tar.gz"):
        raise ValueError("not a theme")
    shutil.unpack_archive(path, "/srv/themes/new", "gztar")
