from typing import Literal, Annotated
from pydantic import BaseModel, Field, StrictInt
class Order(BaseModel):
    dish: Literal["soup", "salad", "cake"]
    count: Annotated[StrictInt, Field(ge=1, le=20)]
def read_order(text):
    try:
        order = Order.model_validate_json(text)
    except ValueError as error:
        raise RuntimeError("no order") from error
    return order.dish, order.count
