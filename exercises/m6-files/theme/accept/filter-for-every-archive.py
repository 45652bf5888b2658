import shutil
import tarfile

tarfile.TarFile.extraction_filter = staticmethod(tarfile.data_filter)
TARGET = "/srv/themes/new"


def install_theme(path):
    shutil.unpack_archive(path, TARGET)
