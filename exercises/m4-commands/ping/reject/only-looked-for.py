import shutil


def ping(host):
    return shutil.which("ping") is not None
