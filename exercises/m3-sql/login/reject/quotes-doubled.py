def quoted(text):
    return "'" + text.replace("'", "''") + "'"


def login(conn, u, p):
    return conn.execute(f"SELECT * FROM users WHERE name={quoted(u)} AND pw={quoted(p)}").fetchone()
