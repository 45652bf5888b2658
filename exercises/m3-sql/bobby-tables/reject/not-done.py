def find_user(conn, name):
    raise NotImplementedError
