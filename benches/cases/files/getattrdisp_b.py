import operator
from fastapi import FastAPI, HTTPException
from pydantic import BaseModel

app = FastAPI()
OPS = {"gt": operator.gt, "lt": operator.lt, "eq": operator.eq}


class Rule(BaseModel):
    op: str
    limit: float
    value: float


@app.post("/rules/test")
def test_rule(rule: Rule):
    func = OPS.get(rule.op)
    if func is None:
        raise HTTPException(422)
    return {"hit": bool(func(rule.value, rule.limit))}
