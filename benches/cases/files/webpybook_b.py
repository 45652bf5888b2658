import web

urls = ("/entries/(.*)", "Entries", "/search", "Search")
db = web.database(dbn="sqlite", db="guests.db")


class Entries:
    def GET(self, name):
        web.header("Content-Type", "text/plain; charset=utf-8")
        rows = db.select("entry", where="name = $name", vars={"name": name})
        return "\n".join(row.text for row in rows)


class Search:
    def GET(self):
        wish = web.input(word="", by="name")
        web.header("Content-Type", "text/plain; charset=utf-8")
        rows = db.query("SELECT name, text FROM entry WHERE text LIKE $word", vars={"word": "%" + wish.word + "%"})
        return "\n".join(f"{row.name}: {row.text}" for row in rows)


if __name__ == "__main__":
    web.application(urls, globals()).run()
