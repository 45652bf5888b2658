def save_upload(base, filename, data):
    path = base + "/" + filename
    with open(path, "wb") as file:
        file.write(data)
    return path
