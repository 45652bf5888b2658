from psycopg import sql


def find_pets(conn, name):
    columns = sql.SQL(", ").join(map(sql.Identifier, ("id", "name", "kind")))
    query = sql.SQL("SELECT {} FROM {} WHERE name = {}").format(columns, sql.Identifier("pets"), sql.Placeholder())
    return conn.execute(query, [name]).fetchall()
