def find_order(conn, number, owner):
    sql = "SELECT number, item FROM orders WHERE number = ?"
    return conn.execute(sql, (number,)).fetchall()
