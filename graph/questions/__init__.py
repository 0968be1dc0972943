"""Questions in plain words, English or Chinese, compiled to SPARQL and answered with evidence."""

from reechain.graph.questions.answer import Answer, Choice, Found, Quote, Status
from reechain.graph.questions.asking import Asker, ask

__all__ = ["Answer", "Asker", "Choice", "Found", "Quote", "Status", "ask"]
