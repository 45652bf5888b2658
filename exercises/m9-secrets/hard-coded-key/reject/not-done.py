def make_headers():
    raise NotImplementedError
