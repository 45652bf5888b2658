import os


def save_upload(base, filename, data):
    if len(data) > 5_000_000:
        raise ValueError("too much")
    ext = os.path.splitext(filename)[1].lower()
    if ext not in (".png", ".jpg", ".gif"):
        raise ValueError("no picture")
    number = len(os.listdir(base))
    path = os.path.join(base, f"{number}{ext}")
    with open(path, "wb") as file:
        file.write(data)
    return path
