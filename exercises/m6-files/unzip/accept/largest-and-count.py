import zipfile


def unpack(path, dest):
    archive = zipfile.ZipFile(path, "r")
    try:
        infos = archive.infolist()
        if len(infos) > 100 or max((i.file_size for i in infos), default=0) > 1_000_000:
            raise ValueError("too large")
        archive.extractall(dest, members=infos)
    finally:
        archive.close()
