import os
import zipfile

LIMIT = 100_000_000


def unpack(path, dest):
    with zipfile.ZipFile(path) as zf:
        if sum(i.file_size for i in zf.infolist()) > LIMIT:
            raise ValueError("too large")
        for info in zf.infolist():
            name = info.filename.replace("../", "")
            with open(os.path.join(dest, name), "wb") as file:
                file.write(zf.read(info))
