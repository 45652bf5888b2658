from flask import Flask, request, jsonify
app = Flask(__name__)
@app.get("/table")
def table():
    n = int(request.args.get("n", 10))
    n = max(1, min(n, 50))
    rows = []
    for i in range(n):
        rows.append(i * i)
    return jsonify(rows)
