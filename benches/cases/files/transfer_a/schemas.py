from decimal import Decimal

from pydantic import BaseModel, Field


class Transfer(BaseModel):
    to: str = Field(min_length=8, max_length=34)
    amount: Decimal
