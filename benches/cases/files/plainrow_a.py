import sqlite3
from flask import Flask, request
from passlib.hash import argon2
app = Flask(__name__)
class Users:
    def __init__(self):
        self.con = sqlite3.connect("u.db")
    def add(self, mail, password):
        with self.con:
            self.con.execute(
                "INSERT INTO users(mail, password) VALUES(:mail, :password)",
                {"mail": mail, "password": password},
            )
@app.post("/join")
def join():
    body = request.get_json()
    Users().add(body["mail"], body["password"])
    return "ok"
