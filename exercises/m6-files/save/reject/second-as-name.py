import datetime
import os


def save_upload(base, filename, data):
    ending = os.path.splitext(filename)[1].lower()
    if ending not in (".png", ".jpg", ".gif") or len(data) > 5_000_000:
        raise ValueError("refused")
    path = os.path.join(base, datetime.datetime.now().strftime("%Y%m%d-%H%M%S") + ending)
    with open(path, "wb") as file:
        file.write(data)
    return path
