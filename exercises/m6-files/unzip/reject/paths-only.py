import os
import shutil
import zipfile


def unpack(path, dest):
    root = os.path.realpath(dest)
    with zipfile.ZipFile(path) as zf:
        for info in zf.infolist():
            target = os.path.realpath(os.path.join(root, info.filename))
            if os.path.commonpath([root, target]) != root:
                raise ValueError("outside")
            with zf.open(info) as source, open(target, "wb") as sink:
                shutil.copyfileobj(source, sink)
