from werkzeug.security import check_password_hash


def login(conn, u, p):
    user = conn.execute("SELECT name, pw FROM users WHERE name = ?", (u,)).fetchone()
    if user and check_password_hash(user[1], p):
        return user
    return None
