import socketserver


class Raw(socketserver.StreamRequestHandler):
    def handle(self):
        line = self.rfile.readline().decode("latin-1")
        _, target, _ = line.split(" ", 2)
        from urllib.parse import unquote
        name = unquote(target.lstrip("/"))
        head = "HTTP/1.0 200 OK\r\nX-Name: " + name + "\r\n\r\n"
        self.wfile.write(head.encode("latin-1"))
