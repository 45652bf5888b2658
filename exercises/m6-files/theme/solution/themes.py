import shutil

TARGET = "/srv/themes/new"


def install_theme(path):
    """Unpack a theme that somebody has shared."""
    shutil.unpack_archive(path, TARGET, filter="data")
