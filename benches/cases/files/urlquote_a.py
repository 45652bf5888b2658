from html import escape
from urllib.parse import quote
import tornado.web


class LinkHandler(tornado.web.RequestHandler):
    def get(self):
        term = self.get_argument("term", "")
        css = self.get_argument("style", "plain")
        link = f"<a class='{css}' href='/s?q={quote(term)}'>{escape(term)}</a>"
        self.write("<p>Search: " + link + "</p>")
