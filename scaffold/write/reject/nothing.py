def find_order(conn, number, owner):
    return []
