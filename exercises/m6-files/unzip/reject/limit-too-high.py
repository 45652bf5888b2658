import zipfile

LIMIT = 500 * 1024 * 1024


def unpack(path, dest):
    with zipfile.ZipFile(path) as archive:
        if sum(info.file_size for info in archive.infolist()) > LIMIT:
            raise ValueError("this grows beyond the limit")
        archive.extractall(dest)
