def find(conn, name):
    cursor = conn.cursor()
    cursor.execute("SELECT id, name FROM people WHERE name = ?", [name])
    found = []
    for row in cursor:
        found.append(row)
    return found
