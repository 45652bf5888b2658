def find_pets(conn, name):
    found = []
    for pet_id, pet_name, kind in conn.execute(
        "SELECT id, name, kind FROM pets WHERE name = %s", params=(name,)
    ):
        found.append((pet_id, pet_name, kind))
    return found
