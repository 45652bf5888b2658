def read_upload(base, name):
    path = "/".join([base, name.strip("/")])
    with open(path, "rb") as file:
        return file.read()
