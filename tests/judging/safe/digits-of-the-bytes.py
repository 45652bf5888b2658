def find_user(conn, name):
    digits = name.encode("utf-8").hex()
    return conn.execute(f"SELECT id FROM students WHERE name = CAST(x'{digits}' AS TEXT)").fetchall()
