import os
import zipfile


def unpack(path, dest):
    with zipfile.ZipFile(path) as zf:
        if sum(i.file_size for i in zf.infolist()) > 100_000_000:
            raise ValueError("too large")
        for info in zf.infolist():
            with open(os.path.join(dest, info.filename), "wb") as file:
                file.write(zf.read(info))
