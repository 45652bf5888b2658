import hashlib


def login(conn, u, p):
    digest = hashlib.sha256(p.encode()).hexdigest()
    return conn.execute("SELECT name FROM users WHERE name = ? AND pw = ?", (u, digest)).fetchone()
