"""Values between processes."""

from __future__ import annotations

import os
import threading

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.batch.frames import MOST_BYTES, BrokenFrame, Buffer, frame, receive, send


@given(st.lists(st.binary(max_size=40), max_size=6), st.data())
def test_what_is_sent_comes_out_however_it_is_cut(values: list[bytes], data: st.DataObject) -> None:
    stream = b"".join(map(frame, values))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(stream)), max_size=8)))
    buffer, got = Buffer(), list[bytes]()
    for start, end in zip([0, *cuts], [*cuts, len(stream)], strict=True):
        got += buffer.feed(stream[start:end])
    assert [msgspec.msgpack.decode(each) for each in got] == values


def test_a_frame_that_says_it_is_longer_than_any_is_refused_before_it_comes() -> None:
    with pytest.raises(BrokenFrame):
        Buffer().feed((MOST_BYTES + 1).to_bytes(4, "big"))


def test_values_are_waited_for_until_the_other_side_has_gone() -> None:
    there, here = os.pipe()
    large = b"x" * 1_000_000  # more than a pipe holds

    def other() -> None:
        send(here, large)
        send(here, "second")
        os.close(here)

    thread = threading.Thread(target=other)
    thread.start()
    buffer, waiting = Buffer(), list[bytes]()
    got = [receive(there, buffer, waiting) for _ in range(3)]
    thread.join()
    os.close(there)
    assert [msgspec.msgpack.decode(each) if each else None for each in got] == [large, "second", None]
