def find_user(conn, name):
    query = "SELECT id, name, joined_on FROM students WHERE name = ? ORDER BY id"
    return conn.execute(query, (name,)).fetchall()
