import smtplib

from flask import Flask, abort, request

app = Flask(__name__)
SERVERS = {"eu": "mail.eu.example", "us": "mail.us.example"}


@app.post("/check")
def check():
    host = request.form["server"]
    with smtplib.SMTP(host, 25, timeout=5) as server:
        code, text = server.ehlo()
    return {"code": code}
