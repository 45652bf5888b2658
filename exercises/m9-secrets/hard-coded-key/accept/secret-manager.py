import boto3


def make_headers():
    client = boto3.client("secretsmanager")
    key = client.get_secret_value(SecretId="weather-api-key")["SecretString"]
    return {"Authorization": f"Bearer {key}"}
