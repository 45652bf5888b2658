async def find_user(conn, name):
    return (await conn.execute(f"SELECT id FROM students WHERE name = '{name}'")).fetchall()
