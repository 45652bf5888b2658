from psycopg import sql


def find_pets(conn, name):
    query = sql.SQL("SELECT id, name, kind FROM pets WHERE name = '" + name + "'")
    return conn.execute(query).fetchall()
