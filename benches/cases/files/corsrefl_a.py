from flask import Flask, request

app = Flask(__name__)
PARTNERS = {"https://partner.example.org", "https://app.example.com"}


@app.after_request
def cors(response):
    origin = request.headers.get("Origin")
    if origin:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Credentials"] = "true"
        response.headers["Vary"] = "Origin"
    return response
