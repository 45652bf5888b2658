from flask import Flask, render_template_string, request

app = Flask(__name__)


@app.route("/search")
def search():
    q = request.args.get("q", "")
    return render_template_string(f'<p>You searched for {q}</p><input name="q" value="{q}">')
