import os
import uuid


def save_upload(base, filename, data):
    if ".png" not in filename:
        raise ValueError("pictures only")
    path = os.path.join(base, uuid.uuid4().hex + os.path.splitext(filename)[1])
    with open(path, "xb") as file:
        file.write(data)
    return path
