import http.server
from urllib.parse import parse_qs, urlsplit


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        query = parse_qs(urlsplit(self.path).query)
        lang = query.get("lang", ["en"])[0]
        if len(lang) > 64:
            lang = "en"
        self.send_response(204)
        self.send_header("Content-Language", lang)
        self.end_headers()
