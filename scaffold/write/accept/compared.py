def find_order(conn, number, owner):
    found = []
    rows = conn.execute("SELECT number, item, owner FROM orders WHERE number = ?", [number])
    for row_number, item, row_owner in rows:
        if row_owner == owner:
            found.append((row_number, item))
    return found
