import html
import tornado.web
import psycopg2


class AccountHandler(tornado.web.RequestHandler):
    def initialize(self, dsn):
        self.dsn = dsn

    def get(self):
        raw = self.get_argument("account")
        account = int(raw)
        conn = psycopg2.connect(self.dsn)
        with conn.cursor() as cur:
            cur.execute("SELECT balance FROM accounts WHERE id = " + str(account))
            row = cur.fetchone()
        self.write({"balance": row[0] if row else None})
