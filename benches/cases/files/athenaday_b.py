import os

import boto3
from flask import Flask, request

app = Flask(__name__)
athena = boto3.client("athena")
PLACE = {"OutputLocation": os.environ["RESULTS"]}


@app.post("/reports")
def report():
    day = request.form["day"]
    query = "SELECT page, hits FROM visits WHERE day = DATE(?)"
    run = athena.start_query_execution(QueryString=query, ExecutionParameters=[day], ResultConfiguration=PLACE)
    return {"run": run["QueryExecutionId"]}
