import boto3


def sms_headers():
    client = boto3.client("secretsmanager")
    key = client.get_secret_value(SecretId="sms-token")["SecretString"]
    return {"X-Auth-Token": f"Bearer {key}"}
