from dataclasses import dataclass, field
from fastapi import FastAPI, Depends
from sqlalchemy import create_engine, text

app = FastAPI()
engine = create_engine("postgresql:///crm")


@dataclass
class Query:
    clauses: list = field(default_factory=list)
    params: dict = field(default_factory=dict)

    def like(self, column, value):
        self.clauses.append(f"{column} LIKE :{column}")
        self.params[column] = f"%{value}%"
        return self

    def run(self):
        where = " AND ".join(self.clauses) or "1=1"
        with engine.connect() as conn:
            return conn.execute(text("SELECT * FROM customers WHERE " + where), self.params).mappings().all()


@app.get("/customers")
async def customers(name: str = "", city: str = ""):
    q = Query()
    if name:
        q.like("name", name)
    if city:
        q.like("city", city)
    return q.run()
