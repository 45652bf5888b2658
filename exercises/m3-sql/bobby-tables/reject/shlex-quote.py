import shlex


def find_user(conn, name):
    return conn.execute(f"SELECT id, name FROM students WHERE name = {shlex.quote(name)}").fetchall()
