import shutil
from pathlib import Path

TARGET = Path("/srv/themes/new")


def install_theme(path: str) -> None:
    shutil.unpack_archive(path, extract_dir=TARGET, format="gztar", filter="data")
