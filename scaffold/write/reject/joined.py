def find_order(conn, number, owner):
    sql = f"SELECT number, item FROM orders WHERE number = '{number}' AND owner = '{owner}'"
    return conn.execute(sql).fetchall()
