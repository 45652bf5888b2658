from pydantic_settings import BaseSettings


class Settings(BaseSettings):
    database_host: str
    database_password: str
    secret_key: str
    debug: bool = False
