from flask import Flask, request, jsonify
app = Flask(__name__)
@app.get("/table")
def table():
    n = int(request.args.get("n", 10))
    rows = []
    for i in range(n):
        rows.append(i * i)
    return jsonify(rows)
