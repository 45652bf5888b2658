def find_user(conn, name):
    return []
