import requests
from flask import Flask, request

app = Flask(__name__)


class Client:
    def __init__(self, base):
        self.base = base
        self.http = requests.Session()

    def item(self, number):
        return self.http.get(f"{self.base}/items/{number}", timeout=5).json()


@app.get("/item")
def item():
    number = int(request.args.get("id", "1"))
    client = Client(request.args.get("backend", "https://inventory.example.com"))
    return client.item(number)
