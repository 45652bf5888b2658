def find_user(conn, name):
    return conn.execute(f"SELECT * FROM students ORDER BY {dict(name='name', joined='joined_on').get(name, 'name')}").fetchall()
