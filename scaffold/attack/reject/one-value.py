def may_open(conn, name, code):
    sql = "SELECT 1 FROM box WHERE name = '" + name + "' AND code = ?"
    return conn.execute(sql, (code,)).fetchone() is not None
