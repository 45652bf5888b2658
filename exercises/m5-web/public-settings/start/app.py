from flask import Flask

app = Flask(__name__)
app.secret_key = "dev"


@app.get("/")
def home():
    return "Welcome to the school."


if __name__ == "__main__":
    app.run(debug=True, host="0.0.0.0")
