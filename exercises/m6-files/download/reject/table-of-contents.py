def read_upload(base, name):
    open(base + "/menu.txt").close()
    return {"menu.txt": b"menu", "report.txt": b"report"}[name]
