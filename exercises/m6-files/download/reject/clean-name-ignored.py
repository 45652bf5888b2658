import os
from werkzeug.utils import secure_filename


def read_upload(base, name):
    secure_filename(name)
    with open(os.path.join(base, name), "rb") as file:
        return file.read()
