import sqlite3, bcrypt
from flask import Flask, request
app = Flask(__name__)
@app.post("/reg")
def reg():
    name, password = request.form["name"], request.form["password"]
    con = sqlite3.connect("x")
    password = bcrypt.hashpw(password.encode(), bcrypt.gensalt())
    con.execute("INSERT INTO users (name, password) VALUES (?, ?)", (name, password))
    con.commit()
    return ""
