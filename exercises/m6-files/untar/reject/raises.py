def unpack(path, dest):
    raise NotImplementedError
