def unpack(path, dest):
    raise ValueError("no archives, thank you")
