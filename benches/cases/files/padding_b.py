from flask import Flask, request
app = Flask(__name__)
@app.get("/pad")
def pad():
    return "x" * min(int(request.args["n"]), 80)
