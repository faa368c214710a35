"""A topic's words are compiled once, and never taken for those of another topic."""

import pytest

from app.tagging import compile_lexicon
from app.topic import Topic, read_topic


def renamed(number: int) -> Topic:
    """The bundled topic with one outcome of its own."""
    topic = read_topic()
    own = topic.outcome[0].model_copy(update={"terms": (f"grip{number}x",), "weak": ()})
    return topic.model_copy(update={"outcome": (own, *topic.outcome[1:])})


def test_a_topic_is_compiled_once() -> None:
    topic = renamed(1)
    assert compile_lexicon(topic) is compile_lexicon(topic)


@pytest.mark.slow
def test_each_of_many_topics_is_read_by_its_own_words() -> None:
    for number in range(12):
        lexicon = compile_lexicon(renamed(number))
        [hit] = lexicon.hits(f"grip{number}x and grip{number + 1}x")
        assert (hit.meaning.value, hit.start) == (read_topic().outcome[0].id, 0)
