def may_open(conn, name, code):
    sql = "SELECT 1 FROM box WHERE name = '" + name + "' AND code = '" + code + "'"
    return conn.execute(sql).fetchone() is not None
