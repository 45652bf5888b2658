import shutil
import tarfile


def install_theme(path):
    shutil.unpack_archive(path, extract_dir="/srv/themes/new", format="gztar", filter=tarfile.data_filter)
