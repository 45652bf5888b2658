def find_pets(conn, name):
    return []
