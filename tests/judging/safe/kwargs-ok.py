def run(conn, sql, **params):
    return conn.execute(sql, params).fetchall()
def find_user(conn, name):
    return run(conn, "SELECT id FROM students WHERE name = :name", name=name)
