from flask import Flask, request

app = Flask(__name__)
SAFE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


@app.route("/search")
def search():
    q = request.args.get("q", "").translate(SAFE)
    return f'<p>You searched for {q}</p><input name="q" value="{q}">'
