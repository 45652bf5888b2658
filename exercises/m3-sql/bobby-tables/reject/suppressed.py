def find_user(conn, name):
    query = f"SELECT id, name FROM students WHERE name = '{name}'"  # nosec B608
    return conn.execute(query).fetchall()  # noqa: S608
