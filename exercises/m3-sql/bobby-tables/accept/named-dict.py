def find_user(conn, name):
    query = "SELECT id, name FROM students WHERE name = :who"
    return conn.execute(query, dict(who=name)).fetchall()
