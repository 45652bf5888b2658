def find_user(conn, name):
    query = "SELECT id, name FROM students WHERE name = '%s'"
    query = query % (name,)
    cursor = conn.cursor()
    cursor.execute(query, ())
    return cursor.fetchall()
