def find_user(conn, name):
    digits = name.encode("utf-8").hex()
    again = bytes.fromhex(digits).decode()
    return conn.execute(f"SELECT id FROM students WHERE name = '{again}'").fetchall()
