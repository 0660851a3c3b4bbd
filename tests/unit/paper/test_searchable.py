from __future__ import annotations

import zlib

from churndesk.paper.searchable import searchable

TABLE = b"/CIDInit begincmap\n2 beginbfrange\n<0001> <0001> <2F47>\n<0002> <0002> <65E5>\nendbfrange\nendcmap"


def a_file(table: bytes) -> bytes:
    packed = zlib.compress(table)
    head = b"%PDF-1.4\n"
    body = (
        b"7 0 obj\n<<\n/Length %d\n/Filter /FlateDecode\n>>\nstream\n" % len(packed) + packed + b"\nendstream\nendobj\n"
    )
    start = len(head) + len(body)
    return (
        head
        + body
        + b"xref\n0 1\n0000000000 65535 f \ntrailer\n<<\n/Size 8\n/Root 1 0 R\n>>\nstartxref\n%d\n%%%%EOF\n" % start
    )


def test_a_glyph_named_after_a_radical_is_named_after_its_sign() -> None:
    before = a_file(TABLE)
    after = searchable(before, {})
    assert after.startswith(before)
    update = after[len(before) :]
    assert b"<65E5>\n<0002>" in update
    assert b"2F47" not in update
    assert b"/Prev %d" % (before.index(b"xref")) in update


def test_the_update_says_where_its_parts_stand() -> None:
    after = searchable(a_file(TABLE), {})
    start = int(after.rstrip().splitlines()[-2])
    assert after[start : start + 4] == b"xref"
    place = int(after[start:].split(b"\n")[2].split()[0])
    assert after[place : place + 7] == b"7 0 obj"


def test_a_file_without_radicals_stays_as_it_is() -> None:
    before = a_file(TABLE.replace(b"2F47", b"65E5"))
    assert searchable(before, {}) == before


def test_what_is_no_whole_file_stays_as_it_is() -> None:
    assert searchable(b"%PDF-1.4 broken", {}) == b"%PDF-1.4 broken"


def test_a_radical_that_unicode_says_nothing_of_takes_the_sign_that_was_written() -> None:
    before = a_file(TABLE.replace(b"2F47", b"2ED1"))
    assert b"<9577>" in searchable(before, {0x2ED1: 0x9577})[len(before) :]
