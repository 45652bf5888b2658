import os
from functools import partial

opened = partial(open, mode="rb")


def read_upload(base, name):
    with opened(os.path.join(base, name)) as file:
        return file.read()
