import psycopg2


class TenantStore:
    def __init__(self, schema):
        self.schema = schema
        self.conn = psycopg2.connect("service=app")

    def users(self):
        with self.conn.cursor() as cur:
            cur.execute(f"SELECT id, email FROM {self.schema}.users")
            return cur.fetchall()
