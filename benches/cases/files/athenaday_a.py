import os

import boto3
from flask import Flask, request

app = Flask(__name__)
athena = boto3.client("athena")
PLACE = {"OutputLocation": os.environ["RESULTS"]}


@app.post("/reports")
def report():
    day = request.form["day"]
    query = f"SELECT page, hits FROM visits WHERE day = DATE '{day}'"
    run = athena.start_query_execution(QueryString=query, ResultConfiguration=PLACE)
    return {"run": run["QueryExecutionId"]}
