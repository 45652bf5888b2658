def find(conn, name):
    sql = "SELECT id, name FROM people WHERE name = :name"
    return conn.execute(sql, {"name": name}).fetchall()
