def find_order(conn, number, owner):
    """The rows (number, item) of the owner's order with this number."""
    sql = "SELECT number, item FROM orders WHERE number = ? AND owner = ?"
    return conn.execute(sql, (number, owner)).fetchall()
