from itertools import accumulate
import zipfile


def unpack(path, dest):
    with zipfile.ZipFile(path) as z:
        if any(total > 100_000_000 for total in accumulate(i.file_size for i in z.infolist())):
            raise ValueError
        z.extractall(dest)
