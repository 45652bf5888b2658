import base64
def find_user(conn, name):
    enc = base64.b64encode(name.encode())
    return conn.execute("SELECT id FROM students WHERE name = '" + base64.b64decode(enc).decode() + "'").fetchall()
