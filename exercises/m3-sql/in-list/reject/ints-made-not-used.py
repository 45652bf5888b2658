def students_by_ids(conn, ids):
    numbers = [int(i) for i in ids if str(i).isdigit()]
    wanted = ",".join(str(i) for i in ids)
    if not numbers:
        numbers = [0]
    return conn.execute(f"SELECT id, name FROM students WHERE id IN ({wanted})").fetchall()
