"""Rows that sum up others: by the word that they begin with, in the languages that owners' programs print."""

from __future__ import annotations

import re

from churndesk.reading.canonical import text_of

_SUMS = (
    "total|totals|totales|totaux|totale|totali|grand totals?|overall totals?|sum|sums|summe|summen|gesamt|gesamtsumme|"
    "endsumme|insgesamt|total général|total general|somme|suma|razem|ogółem|łącznie|celkem|součet|összesen|"
    "toplam|genel toplam|totaal|yhteensä|summa|итого|всего|итог|"
    "合計|総合計|総計|总计|合计|總計|總和|합계|총합계|총계|전체"
)
_PARTS = (
    "sub-?totals?|zwischensumme|teilsumme|sous-totaux?|sous-total|subtotale|suma częściowa|suma cząstkowa|"
    "小計|小计|소계|промежуточный итог|ara toplam|average|averages|avg|mean|median|"
    "durchschnitt|mittelwert|moyenne|promedio|"
    "średnia|średnio|平均|평균|среднее"
)
_SUM = re.compile(rf"\W*(?:{_SUMS})\W*$", re.IGNORECASE)
_PART = re.compile(rf"\W*(?:{_PARTS})\W*$", re.IGNORECASE)
_NAMED = re.compile(
    r"\W*(?:(?:(?:sub-?)?totals?|summe|suma|somme|totaal)\s+(?:for|of|per|für|pour|de|dla|za)\s+\S"
    rf"|(?:{_SUMS})\s*[:：])",
    re.IGNORECASE,
)
_LAST = re.compile(r".*\s(?:sub-?total|total|summe|razem|合計|小計|합계|小计)\W*$", re.IGNORECASE)
#: Words that open the line of a page, not a customer.
_PAGE = re.compile(
    r"\W*(?:(?:page|seite|strona|página|pagina|стр\.?)\s*\d+|\d+\s*/\s*\d+\s*(?:ページ|頁)"
    r"|第?\s*\d+\s*(?:ページ|頁|页|쪽|페이지)|(?:printed|generated|exported|created|report date|source|notes?"
    r"|gedruckt|erstellt|stand|quelle|imprimé|wydrukowano|wygenerowano|źródło|uwaga|出力日|作成日?|注|※|備考|출력일|작성일|자료|주)"
    r"\s*[:：]?(?:\s|\d|$)|[*†‡¹²³]\s*\S|\(c\)|©)",
    re.IGNORECASE,
)


def sum_word(cell: object) -> str:
    """What a word such as a row's first cell says of it.

    Gives "total" for Total or 合計, "subtotal" for Subtotal, Average or "Total for Berlin", "maybe" for a text that
    merely ends so ("Berlin total"), else nothing.
    """
    text = text_of(cell).strip()
    if not text or len(text) > 80:
        return ""
    if _SUM.match(text):
        return "total"
    if _PART.match(text) or _NAMED.match(text):
        return "subtotal"
    return "maybe" if _LAST.match(text) else ""


def is_page_line(cell: object) -> bool:
    """Whether a text is what printing adds: "Page 2 of 2", "Printed 2024-05-01 by admin"."""
    return bool(_PAGE.match(text_of(cell).strip()))
