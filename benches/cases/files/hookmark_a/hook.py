"""Takes pushes of the code host."""
import json
import os
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from mark import Mark

mark = Mark(os.environ["HOOK_KEY"].encode())


class Hook(BaseHTTPRequestHandler):
    def do_POST(self):
        length = min(int(self.headers.get("Content-Length", 0)), 1_000_000)
        body = self.rfile.read(length)
        if not mark.fits(body, self.headers.get("X-Hub-Signature-256", "")):
            self.send_error(403)
            return
        event = json.loads(body)
        self.send_response(204 if "ref" in event else 422)
        self.end_headers()


if __name__ == "__main__":
    ThreadingHTTPServer(("127.0.0.1", 9001), Hook).serve_forever()
