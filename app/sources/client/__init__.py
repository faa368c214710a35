"""The polite client: everything that goes over the network goes through it."""

from app.sources.client.answer import Answer, NoAnswerError
from app.sources.client.client import Client
from app.sources.client.json_body import Json, holds, json_object, text_in
from app.sources.client.manners import Host, Manners

__all__ = [
    "Answer",
    "Client",
    "Host",
    "Json",
    "Manners",
    "NoAnswerError",
    "holds",
    "json_object",
    "text_in",
]
