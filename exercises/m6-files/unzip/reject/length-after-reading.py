import os
import zipfile

LIMIT = 100_000_000


def unpack(path, dest):
    root = os.path.realpath(dest)
    with zipfile.ZipFile(path) as zf:
        for info in zf.infolist():
            data = zf.read(info)
            if len(data) > LIMIT:
                raise ValueError("too large")
            target = os.path.realpath(os.path.join(root, info.filename))
            if not target.startswith(root + os.sep):
                raise ValueError("outside")
            with open(target, "wb") as file:
                file.write(data)
