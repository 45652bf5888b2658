def may_open(conn, name, code):
    return False
