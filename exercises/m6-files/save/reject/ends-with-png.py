import os


def save_upload(base, filename, data):
    if not filename.endswith("png"):
        raise ValueError("pictures only")
    path = os.path.join(base, os.path.basename(filename))
    with open(path, "wb") as file:
        file.write(data)
    return path
