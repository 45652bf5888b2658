import os


def save_upload(base, filename, data):
    stem, ending = os.path.splitext(os.path.basename(filename))
    if ending.lower() not in {".png", ".jpg", ".gif"}:
        raise ValueError("no picture")
    path = os.path.join(base, stem + ending.lower())
    if os.path.exists(path):
        path = os.path.join(base, stem + "-1" + ending.lower())
    with open(path, "wb") as file:
        file.write(data)
    return path
