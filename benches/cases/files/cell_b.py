import csv, io
from flask import Flask, request, Response
app = Flask(__name__)
@app.post("/csv")
def export():
    out = io.StringIO()
    w = csv.writer(out)
    w.writerow(["name", "note"])
    note = "'" + request.form["note"]
    w.writerow(["x", note])
    return Response(out.getvalue(), mimetype="text/csv")
