def mark_read(conn, owner, ids):
    numbers = tuple(int(text) for text in ids if text.isdecimal())
    if numbers:
        places = "?" + ", ?" * (len(numbers) - 1)
        query = "UPDATE messages SET is_read = 1 WHERE owner = ? AND id IN (" + places + ")"
        conn.execute(query, (owner,) + numbers)
