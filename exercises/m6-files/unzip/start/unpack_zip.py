import os
import zipfile


def unpack(path, dest):
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            with open(os.path.join(dest, info.filename), "wb") as file:
                file.write(archive.read(info))
