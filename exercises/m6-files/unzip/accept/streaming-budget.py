import os
import zipfile

BUDGET = 64_000_000
CHUNK = 1024 * 1024


def unpack(path, dest):
    root = os.path.realpath(dest)
    left = BUDGET
    with zipfile.ZipFile(path) as zf:
        for info in zf.infolist():
            target = os.path.realpath(os.path.join(root, info.filename))
            if os.path.commonpath([root, target]) != root:
                raise ValueError("outside")
            if info.is_dir():
                os.makedirs(target, exist_ok=True)
                continue
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with zf.open(info) as source, open(target, "wb") as sink:
                while chunk := source.read(CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise ValueError("too large")
                    sink.write(chunk)
