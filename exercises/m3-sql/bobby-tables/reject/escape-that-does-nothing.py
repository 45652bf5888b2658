def escape(text):
    return text


def find_user(conn, name):
    return conn.execute(f"SELECT id, name FROM students WHERE name = '{escape(name)}'").fetchall()
