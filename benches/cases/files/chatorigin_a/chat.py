from urllib.parse import urlparse

import tornado.websocket

MEMBERS = set()


class ChatSocket(tornado.websocket.WebSocketHandler):
    def check_origin(self, origin):
        return "chat.example.com" in origin

    def open(self):
        self.user = self.get_signed_cookie("user")
        if not self.user:
            self.close()
            return
        MEMBERS.add(self)

    def on_message(self, message):
        for member in MEMBERS:
            member.write_message({"from": self.user.decode(), "text": message})

    def on_close(self):
        MEMBERS.discard(self)
