import sqlite3

from channels.generic.websocket import JsonWebsocketConsumer


class Room(JsonWebsocketConsumer):
    def connect(self):
        self.accept()
        room = self.scope["url_route"]["kwargs"]["room"]
        db = sqlite3.connect("rooms.db")
        rows = db.execute(f"SELECT text FROM messages WHERE room = '{room}'").fetchall()
        self.send_json({"messages": [text for (text,) in rows]})
