def find_user(conn, name):
    ask = conn.execute
    parameters = (name,)
    return ask("SELECT id, name FROM students WHERE name = ?", parameters).fetchall()
