import os
import zipfile


def unpack(path, dest):
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            if info.file_size > 100_000_000:
                raise ValueError("too large")
        archive.extractall(dest)
