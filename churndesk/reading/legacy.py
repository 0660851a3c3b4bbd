"""Tells the code pages from before Unicode apart by the letters that they give.

Every byte string is text in most code pages; only the right one gives words. Each candidate that can decode the bytes
is judged character by character: a letter of the language in a fitting place speaks for it, a sign inside a word, a
capital after a small letter or a rare ideograph against it. That works on a dozen letters, where frequencies of whole
texts don't.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

#: So many bytes of lines that hold other than ASCII are judged; the rest won't change the verdict.
_ENOUGH = 1 << 16
_MOST_CELLS = 50_000
_HIGH = re.compile(rb"[\x80-\xff][^\r\n,;\t|\"]*")
_BORDER = re.compile(rb"[\r\n,;\t|\"]")
#: Signs that stand in tables of every language, not inside words.
_SIGNS = frozenset("€£¥₩°–—…’‘“”„«»§©®™·•×±²³½¼ªº¿¡´µ\u00a0\u202f")
#: Signs where they are at home, with the two characters before them: children’s, O’Neil, £m, km², µg, °C, Nº.
_USUAL = re.compile(
    r".[^\W\d_]’(?:s|t|d|m|re|ve|ll)(?![^\W\d_])|(?:^|.*[\W_])[^\W\d_]’[^\W\d_]"
    r"|.[\W\d_][£€](?:[mkMK]|[mb]n)(?![^\W\d_])|.m[²³](?!\w)|.[\W\d_]µ[gmlsSVAWM]|.[\W\d_]°[CFNSEW](?!\w)|.[nN\d]º"
)
#: Accented letters that are words of their own, and what stands around these.
_WORDS = frozenset("àáâéèêíóòô")
_GAPS = frozenset((" ", "", "\n", "("))
_VOWELS = frozenset("aeiouáéíóúAEIOU")

_FREQUENT_KANA = (
    "".join(map(chr, range(0x3041, 0x3094))) + "".join(map(chr, range(0x30A1, 0x30F7))) + "ー々、。「」・〒￥"
)
_FREQUENT_KANJI = (
    "日月年時分円会員番号顧客名前氏住所電話郵便市区町村都道府県入会退会開始終了契約解約金額料売上数量商品店舗注文支払請求書合計小計備考"
    "理由種別区分状態有効無期間毎定期購読者性男女生新規継続更新中止休済未最後来初回次週計表一二三四五六七八九十百千万東京大阪本"
    "人口出入高低上下内外前後山田川木村井藤佐鈴高橋渡辺伊加小林吉松清水子美太郎花社株式有限支部課担当報告集約利用登録変更削除追加満足価格"
)
_FREQUENT_TRADITIONAL = (
    "的一是不了人我在有他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她里後小么心多天而能好都然沒日於起還發成"
    "事只作當想看文無開手十用主行方又如前所本見經頭面公同三已老從動兩長客戶名稱編號訂單金額數量日期開始結束付款狀態會員電話地址備註合計總計"
    "月費退訂續約商品價格姓郵件台北高雄市縣區路段號樓店員入週季方案類別原因取消已未完王李張劉陳楊黃趙吳周林蔡許鄭謝洪郭邱曾廖賴徐葉莊"
)
_FREQUENT_SIMPLIFIED = (
    "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天而能好都然没日于起还发成"
    "事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长客户名称编号订单金额数量日期开始结束付款状态会员电话地址备注合计总计"
    "月费退订续约商品价格姓邮件北京上海广州深圳市县区路段楼店员入周季方案类别原因取消未完王李张刘陈杨黄赵吴林徐孙马朱胡郭何高罗郑梁谢宋唐"
)
_FREQUENT_HANGUL = (
    "이다는의에가을고하지기로사은를도시한대인리어자서나해정일있그수아스과보부전주제장상원동구공관비조안성교여무방신경개유과소국라미모우계단면치"
    "생요들오음내년월말선명금액총객고번호름입탈퇴회원시작종료결구매주문품방문후클릭전화소메모합계최근기간연령성별남녀용중완료취소환불갱신해지"
    "약가등급횟회차일자날짜간재반복점포매장서울부산대구인천광주세김박최강조윤임한오신권황송류홍카드현점만족바저속거세트달마별추천적립률율건단위남게"
)

_CYRILLIC = "оеаинтсрвлкмдпуыьяіг"
_GREEK = "αοιετσνηυρπκμλςάίόέή"
_HEBREW = "יוהלאתרבשמנםקחד"
_ARABIC = "اليمونرتبةعدسفهكقحأج"
_THAI = "กรนาเอทยมลงวดสตปบคหะใไแพชข" + "่้ัิีุู็์"


@dataclass(frozen=True)
class _Page:
    """One code page and what its letters look like.

    `script` is latin (single accents among plain letters), own (words wholly in its letters) or wide (two bytes a
    character). Of `languages`, sets of letters, the one that explains most counts; for an own script these are its
    frequent letters, and any other letter counts half. `likelihood` is how readily files in it are met.
    """

    name: str
    script: str
    languages: tuple[str, ...]
    likelihood: float = 1.0

    @cached_property
    def letters(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(letters + letters.upper()) for letters in self.languages)

    @cached_property
    def every(self) -> frozenset[str]:
        """The letters of all its languages."""
        return frozenset().union(*self.letters)


_WESTERN = ("éèêëàâçîïôûùüœ", "äöüß", "áéíóúñü", "àèéìòù", "ãõáâàéêíóôúç", "åäöé", "æøåé", "ëéïöüê")
_CENTRAL = ("ąćęłńóśźż", "áčďéěíňóřšťúůýž", "áäčďéíľňóôšťúýž", "áéíóöőúüű", "ăâîșşțţ", "čćđšž", "äöüß")
_TURKISH = ("çğıöşüâî", "çğİöşü")
_BALTIC = ("āčēģīķļņšūž", "ąčęėįšųūž", "äõöüšž")

#: In the order that decides a tie.
PAGES: tuple[_Page, ...] = (
    _Page("cp932", "wide", (_FREQUENT_KANA + _FREQUENT_KANJI,)),
    _Page("euc_jp", "wide", (_FREQUENT_KANA + _FREQUENT_KANJI,)),
    _Page("cp949", "wide", (_FREQUENT_HANGUL,)),
    _Page("big5hkscs", "wide", (_FREQUENT_TRADITIONAL,)),
    _Page("gb18030", "wide", (_FREQUENT_SIMPLIFIED,)),
    _Page("cp1252", "latin", _WESTERN),
    _Page("cp1250", "latin", _CENTRAL, 0.97),
    _Page("cp1254", "latin", _TURKISH, 0.97),
    _Page("cp1257", "latin", _BALTIC, 0.95),
    _Page("iso8859-2", "latin", _CENTRAL, 0.9),
    _Page("mac_roman", "latin", _WESTERN, 0.8),
    _Page("cp850", "latin", _WESTERN, 0.8),
    _Page("cp1251", "own", (_CYRILLIC,)),
    _Page("koi8-r", "own", (_CYRILLIC,)),
    _Page("cp866", "own", (_CYRILLIC,)),
    _Page("cp1253", "own", (_GREEK,)),
    _Page("cp1255", "own", (_HEBREW,)),
    _Page("cp1256", "own", (_ARABIC,)),
    _Page("cp874", "own", (_THAI,)),
)


def detect(data: bytes) -> tuple[str, bool]:
    """The most plausible code page, and whether no other one comes near it with another text."""
    sample = _telling(data)
    scored = sorted(
        ((score, -order, page.name, text) for order, page in enumerate(PAGES) for score, text in _judged(page, sample)),
        reverse=True,
    )
    if not scored:
        return "cp1252", False
    best = scored[0]
    rival = next((score for score, _, _, text in scored[1:] if text != best[3]), -1.0)
    # Western Europe's page is by far the most common one: a rival with an equal score is no reason for doubt.
    margin = -0.01 if best[2] == "cp1252" and best[0] > 0.9 else 0.1
    return best[2], best[0] > 0.6 and best[0] - rival > margin


def _telling(data: bytes) -> bytes:
    """The distinct cells that hold other than ASCII bytes, up to a limit: what repeats says nothing new."""
    found: dict[bytes, None] = {}
    size = 0
    for match in islice(_HIGH.finditer(data), _MOST_CELLS):
        before = data[max(0, match.start() - 80) : match.start()]
        cell = _BORDER.split(before)[-1] + match[0]
        if cell not in found:
            found[cell] = None
            size += len(cell)
            if size > _ENOUGH:
                break
    return b"\n".join(found)


def _judged(page: _Page, sample: bytes) -> list[tuple[float, str]]:
    try:
        text = sample.decode(page.name)
    except UnicodeDecodeError as error:
        # One spoilt byte doesn't sink a code page, nor does a multi-byte one that a delimiter cut in two.
        text = sample.decode(page.name, "replace")
        if text.count("\ufffd") * 50 > len(text) or (error.reason.startswith("incomplete") and len(text) < 50):
            return []
    high = [at for at, sign in enumerate(text) if sign > "\x7f"]
    if not high or re.search("[\x80-\x9f]", text):
        return []
    if page.script == "latin":
        marks = [sum(_latin_mark(text, at, letters, page.every) for at in high) for letters in page.letters]
    else:
        judge = _wide_mark if page.script == "wide" else _own_mark
        marks = [sum(judge(text, at, letters) for at in high) for letters in page.letters]
    mark = max(marks) / len(high)
    return [(mark * page.likelihood if mark > 0 else mark, text)]


def _wide_mark(text: str, at: int, frequent: frozenset[str]) -> float:
    sign = text[at]
    if sign in frequent:
        return 1.0
    if "\uff61" <= sign <= "\uff9f":
        # Narrow kana stand in names written by bank and till systems, never alone.
        return 0.55 if "\uff61" <= text[at - 1 : at] <= "\uff9f" else 0.3
    if "\u4e00" <= sign <= "\u9fff" or "\uac00" <= sign <= "\ud7a3":
        return 0.35
    return 0.5 if "\u3000" <= sign <= "\u303f" or "\uff01" <= sign <= "\uff5e" else -0.5


def _own_mark(text: str, at: int, letters: frozenset[str]) -> float:
    sign, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if not sign.isalpha() and sign not in letters:
        return _sign_mark(sign, text, at)
    if (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha()):
        return -1.0
    if sign.isupper() and before.islower():
        return -1.0
    if not (before > "\x7f" or after > "\x7f"):
        return 0.2
    return 1.0 if sign in letters else 0.3


def _latin_mark(text: str, at: int, letters: frozenset[str], every: frozenset[str]) -> float:
    sign, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if not sign.isalpha() or sign in "ªºµ":
        return _sign_mark(sign, text, at)
    if (sign.isupper() and before.islower()) or (sign.islower() and after.isupper()):
        return -1.0
    if before > "\x7f" and after > "\x7f" and before.isalpha() and after.isalpha():
        return -1.0
    if not _is_in_plain_word(text, at):
        return 0.5 if sign in _WORDS and before in _GAPS and after in _GAPS else -0.2
    if (sign == "ñ" and after not in _VOWELS) or (sign.isupper() and before.isupper() and after.islower()):
        return 0.1
    return 1.0 if sign in letters else 0.5 if sign in every else 0.1


def _is_in_plain_word(text: str, at: int) -> bool:
    """Whether a plain letter stands beside an accented one, or beside its accented neighbour: "Miejscowość"."""
    near = text[at - 1 : at] + text[at + 1 : at + 2]
    if text[at - 1 : at].isalpha() and not text[at - 1 : at].isascii():
        near += text[max(0, at - 2) : at - 1]
    return any(sign.isascii() and sign.isalpha() for sign in near)


def _sign_mark(sign: str, text: str, at: int) -> float:
    before, after = text[at - 1 : at], text[at + 1 : at + 2]
    if sign == "\ufffd" or "\x80" <= sign <= "\x9f":
        return -2.0
    if sign not in _SIGNS:
        return -0.7
    if _USUAL.match(text[max(0, at - 2) : at].rjust(2) + text[at : at + 4]):
        return 1.0
    if sign in "£€¥" and after.isalpha():
        return -0.3
    inside = before.isalpha() and (after.isalpha() or sign in "²³´ª§±·")
    opens, closes = after.isalnum() and not before.isalnum(), before.isalnum() and not after.isalnum()
    if sign == "\u00a0" or (sign in "“‘„" and opens) or (sign in "”’" and closes):
        return 0.9
    return 0.4 if inside and sign in "–—" else 0.6 if not inside or sign in "’·" else -0.7
