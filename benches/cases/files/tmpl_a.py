from flask import Flask, render_template_string, request

app = Flask(__name__)
PAGE = "<html><body><h1>{{ heading }}</h1>%s</body></html>"


@app.route("/preview", methods=["POST"])
def preview():
    heading = request.form.get("heading", "Preview")
    note = request.form.get("note", "")
    return render_template_string(PAGE % ("<p>" + note + "</p>"), heading=heading)
