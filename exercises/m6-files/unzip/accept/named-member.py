import os
import zipfile

LIMIT = 1_000_000


def unpack(path, dest):
    with zipfile.ZipFile(path) as zf:
        info = zf.getinfo("readme.txt")
        if info.file_size > LIMIT:
            raise ValueError("too large")
        with zf.open(info) as source:
            data = source.read(LIMIT)
    with open(os.path.join(dest, "readme.txt"), "wb") as file:
        file.write(data)
