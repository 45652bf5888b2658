def find_pets(conn, name):
    if "%" in name:
        raise ValueError("a percent sign is dangerous, is it not?")
    return conn.execute("SELECT id, name, kind FROM pets WHERE name = %s", (name,)).fetchall()
