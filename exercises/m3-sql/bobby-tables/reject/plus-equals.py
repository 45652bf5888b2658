def find_user(conn, name):
    query = "SELECT id, name FROM students"
    query += " WHERE name = '"
    query += name
    query += "'"
    return conn.execute(query).fetchall()
