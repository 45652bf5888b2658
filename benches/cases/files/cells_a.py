import csv
from io import StringIO
from flask import Flask, request, make_response
app = Flask(__name__)
BAD = ("=", "+", "-", "@", "\t", "\r")
@app.post("/export")
def export():
    buffer = StringIO()
    table = csv.DictWriter(buffer, fieldnames=["who", "what"])
    table.writeheader()
    for entry in request.get_json()["entries"]:
        what = str(entry["what"])
        table.writerow({"who": "x", "what": what})
    response = make_response(buffer.getvalue())
    response.headers["Content-Type"] = "text/csv"
    return response
