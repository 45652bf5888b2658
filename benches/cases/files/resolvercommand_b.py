import subprocess

from aws_lambda_powertools.event_handler import APIGatewayRestResolver

app = APIGatewayRestResolver()


@app.get("/lookup")
def lookup():
    host = app.current_event.get_query_string_value("host")
    out = subprocess.run(["dig", "+short", "--", host], capture_output=True, text=True, timeout=5)
    return {"answer": out.stdout.split()}


def handler(event, context):
    return app.resolve(event, context)
