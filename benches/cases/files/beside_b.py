import re
from typing import Annotated

from fastapi import FastAPI
from pydantic import AfterValidator, BaseModel

NAME = r"^[A-Za-z0-9]+(?:[ .-][A-Za-z0-9]+)*[ .-]?$"


class Pattern:
    def __init__(self, source):
        self._compiled = re.compile(source)

    def __call__(self, value: str) -> str:
        if not self._compiled.match(value):
            raise ValueError("unexpected characters")
        return value


class Company(BaseModel):
    name: Annotated[str, AfterValidator(Pattern(NAME))]
    city: str


app = FastAPI()


@app.post("/companies")
async def create(company: Company):
    return company
