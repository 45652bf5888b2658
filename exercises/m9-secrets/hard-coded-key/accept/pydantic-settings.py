from pydantic import SecretStr
from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    weather_api_key: SecretStr


def make_headers():
    key = Settings().weather_api_key.get_secret_value()
    return {"Authorization": f"Bearer {key}"}
