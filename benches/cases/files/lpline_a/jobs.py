"""Prints jobs that come as JSON."""
import json
import os
from http.server import BaseHTTPRequestHandler, HTTPServer

from queue_line import Line

KNOWN = {"media", "sides"}


class Jobs(BaseHTTPRequestHandler):
    timeout = 10

    def do_POST(self):
        length = min(int(self.headers.get("Content-Length", 0)), 5_000)
        wishes = json.loads(self.rfile.read(length))
        line = Line("lp")
        for name, value in wishes.items():
            if name in KNOWN:
                line = line.option(name, value)
        status = os.system(f"{line} /srv/print/next.pdf")
        self.send_response(200 if status == 0 else 500)
        self.end_headers()


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", 8631), Jobs).serve_forever()
