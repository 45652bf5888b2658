def may_open(conn, name, code):
    sql = "SELECT count(*) FROM box WHERE name = :name AND code = :code"
    (count,) = conn.execute(sql, {"name": name, "code": code}).fetchone()
    return count > 0
