def find_user(conn, name):
    run = getattr(conn, "exe" + "cute")
    return run("SELECT id, name FROM students WHERE name = '" + name + "'").fetchall()
