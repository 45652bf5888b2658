def find_user(conn, name):
    for word in ("OR", "--", ";"):
        name = name.replace(word, "")
    return conn.execute("SELECT id, name FROM students WHERE name = '%s'" % name).fetchall()
