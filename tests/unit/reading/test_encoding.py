from __future__ import annotations

import pytest

from churndesk.reading import encoding, legacy
from churndesk.words import NotPossible

POLISH = "klient;miasto\nŁukasz Wiśniewski;Łódź\n"
JAPANESE = "会員番号,入会日\nA1,2020年1月\n"


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("cp932", JAPANESE),
        ("cp932", "氏名,退会\n山田太郎,いいえ\n"),
        ("euc_jp", "氏名,サービス\n山田,はい\n"),
        ("cp949", "고객명,가입일\n김철수,2020\n"),
        ("big5hkscs", "姓名,金額\n林美玲,5\n"),
        ("gb18030", "客户编号,开始日期\n王小明,2024/1/1\n"),
        ("cp1250", POLISH),
        ("cp1250", "Jméno\nŽižka Příbram\n"),
        ("cp1252", "Montant,Prénom\nHélène,5 €\n"),
        ("cp1252", "Größe;Übertrag\n"),
        ("cp1250", "Miejscowość\n"),
        ("mac_roman", "Größe;Übertrag\nMüller;Jäger\n"),
        ("cp850", "Prénom;Montant\nHélène;5\n"),
        ("cp1254", "Müşteri,Başlangıç\nAyşe Yılmaz,İstanbul\n"),
        ("cp1251", "Клиент,Дата\nИван Петров,1\n"),
        ("koi8-r", "Клиент,Дата\nИван Петров,1\n"),
        ("cp1253", "Πελάτης,Γεώργιος\n"),
        ("cp874", "ลูกค้า,วันเริ่ม\n"),
        ("cp1255", "שם לקוח,תאריך\n"),
    ],
)
def test_short_texts_in_legacy_code_pages_come_out_right(page: str, text: str) -> None:
    name, _ = legacy.detect(text.encode(page))
    assert text.encode(page).decode(name) == text


@pytest.mark.parametrize(
    "text",
    [
        "Children’s services",
        "it’s, don’t, we’re",
        "O’Neil",
        "Value (£m)",
        "Cost (£bn)",
        "Lead (µg/l)",
        "NO2 (µg/m³)",
        "Temp (°C)",
        "Area (km²)",
        "Nº",
        "London–Paris",
        "2011–12",
        "“quoted text”",
        "Total\u00a0spend",
        "rue à gauche",
        "Côte d’Ivoire, Åland Islands, Réunion",
    ],
)
def test_one_sign_alone_is_read_as_windows_has_it(text: str) -> None:
    data = f"{text}\n12\n".encode("cp1252")
    assert encoding.decode(data, "a.csv").data.decode() == f"{text}\n12\n"


@pytest.mark.parametrize("mark", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_is_left_out(mark: str) -> None:
    found = encoding.decode(POLISH.encode(mark), "a.csv")
    assert found.data.decode() == POLISH
    assert not found.problems


@pytest.mark.parametrize("page", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_utf_16_and_32_are_known_without_a_mark(page: str) -> None:
    found = encoding.decode("customer;mrr\nC1;10\nC2;20\n".encode(page), "a.csv")
    assert (found.encoding, found.data) == (page, b"customer;mrr\nC1;10\nC2;20\n")


def test_a_letter_far_down_makes_it_utf_8() -> None:
    data = b"id;city\n" + b"1;Paris\n" * 40_000 + "2;Łódź\n".encode()
    assert encoding.decode(data, "a.csv").encoding == "utf-8"


def test_one_spoilt_byte_does_not_sink_utf_8() -> None:
    data = "C1,München\nC2,Łódź\nC3,Kraków\n".encode() + b"C4,Orl\xe9ans\n"
    found = encoding.decode(data, "a.csv")
    assert "München" in found.data.decode()
    assert [(p.code, p.row, p.cell) for p in found.problems] == [("letter-unreadable", 4, "C4,Orl\ufffdans")]


def test_zero_bytes_are_left_out_and_said() -> None:
    found = encoding.decode(b"a,b\r\n1\x002,3\r\n4,5\r\n", "a.csv")
    assert found.data == b"a,b\r\n12,3\r\n4,5\r\n"
    assert [(p.code, p.row, p.count) for p in found.problems] == [("zero-byte", 2, 1)]


def test_a_chosen_encoding_is_taken() -> None:
    assert encoding.decode(JAPANESE.encode("cp932"), "a.csv", "shift_jis").encoding == "shift_jis"


def test_an_unknown_encoding_is_refused() -> None:
    with pytest.raises(NotPossible, match="no text encoding"):
        encoding.decode(b"a", "a.csv", "klingon")


def test_a_doubtful_code_page_is_said() -> None:
    found = encoding.decode(b"id,name\n1,\xd3\n", "a.csv")
    assert [p.code for p in found.problems] == ["encoding-guessed"]


@pytest.mark.parametrize(
    ("was", "shown", "meant"),
    [("CafÃ© Ã la Gare", "Ã©", "é"), ("Childrenâ€™s", "â€™", "’"), ("æ\u009d±äº¬", "æ\u009d±äº¬", "東京")],
)
def test_text_that_was_misread_before_is_said(was: str, shown: str, meant: str) -> None:
    found = encoding.decode(f"id,name\n1,{was}\n".encode(), "a.csv")
    assert was in found.data.decode()
    assert [problem.code for problem in found.problems] == ["letters-damaged"]
    assert dict(found.problems[0].text.values) == {"file": "a.csv", "shown": shown, "meant": meant}


@pytest.mark.parametrize(
    "text", ["Łódź, Kraków, Świnoujście", "Ã", "São Tomé, ÅÄÖ", "東京、大阪", "Ελλάδα", "Ünal Öz", "5 °C – 10 µg"]
)
def test_sound_letters_are_not_taken_for_misread_ones(text: str) -> None:
    assert not encoding.decode(f"id,name\n1,{text}\n".encode(), "a.csv").problems
