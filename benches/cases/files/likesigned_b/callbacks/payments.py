"""The payment house tells us who has paid."""
import json
from http.server import BaseHTTPRequestHandler, HTTPServer

from callbacks.base import Signed


class Paid(Signed):
    header = "X-Pay-Signature"

    def handle(self, headers, body):
        if not self.genuine(headers, body):
            return 403
        print(json.loads(body)["order"])
        return 204


class Server(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(min(int(self.headers["Content-Length"]), 65536))
        self.send_response(Paid().handle(self.headers, body))
        self.end_headers()


HTTPServer(("127.0.0.1", 8500), Server).serve_forever()
