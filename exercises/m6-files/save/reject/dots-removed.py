def save_upload(base, filename, data):
    filename = filename.replace("../", "")
    if not filename.lower().endswith((".png", ".jpg")):
        raise ValueError("pictures only")
    path = base + "/" + filename
    with open(path, "xb") as file:
        file.write(data)
    return path
