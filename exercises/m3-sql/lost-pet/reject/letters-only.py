def find_pets(conn, name):
    if not all(sign.isalnum() or sign in " %" for sign in name):
        raise ValueError("letters only, please")
    return conn.execute("SELECT id, name, kind FROM pets WHERE name = %s", (name,)).fetchall()
