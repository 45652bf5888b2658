from flask import Flask, request, send_file, send_from_directory

app = Flask(__name__)


@app.get("/report")
def report():
    return send_file(request.args["name"], as_attachment=True)
