EVERYTHING = """
    SELECT title, year FROM (
        SELECT 'paintings' AS kind, title, year FROM paintings
        UNION ALL
        SELECT 'fossils', title, year FROM fossils
    )
    WHERE kind = :kind
    ORDER BY year
"""


def catalogue(conn, collection):
    return conn.execute(EVERYTHING, {"kind": collection}).fetchall()
