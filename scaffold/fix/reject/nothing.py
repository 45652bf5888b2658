def find(conn, name):
    return []
