def find_user(conn, name):
    safe = name.replace("'", "''")
    return conn.execute("SELECT id, name FROM students WHERE name = '" + safe + "'").fetchall()
