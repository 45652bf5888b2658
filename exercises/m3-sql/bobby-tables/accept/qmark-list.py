def find_user(connection, student):
    rows = connection.execute(
        "SELECT id, name FROM students WHERE name = ?",
        [student],
    )
    return rows.fetchall()
