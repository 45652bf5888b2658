def may_open(conn, name, code):
    sql = "SELECT 1 FROM box WHERE name = ? AND code = ?"
    return conn.execute(sql, (name, code)).fetchone() is not None
