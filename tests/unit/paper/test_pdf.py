from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from churndesk.paper import PaperOptions, all_charts, fonts, pages, picture, write_pdf
from churndesk.paper.pages import SIZES
from churndesk.progress import Cancelled
from churndesk.words import Language, NotPossible
from tests.unit.export import studies

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

ENGLISH = Language("en")
TO_TEXT = shutil.which("pdftotext")
#: A sign of each language that other fonts draw otherwise, or not at all, and names made of it.
NAMES = {"ja": "日本語の店 月", "ko": "한국어 가게", "zh_TW": "繁體中文日月", "pl": "Zażółć gęślą jaźń", "en": "Bakery"}


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    """Fonts need one."""


def has_font(code: str) -> bool:
    try:
        fonts.check(Language(code))
    except NotPossible:
        return False
    return True


def text_of(path: Path) -> str:
    return subprocess.run([TO_TEXT or "", str(path), "-"], check=True, capture_output=True, timeout=60).stdout.decode()


@pytest.mark.parametrize("kind", studies.EVERY_KIND)
def test_it_has_one_to_five_pages_and_every_figure_on_them(kind: str, tmp_path: Path) -> None:
    made = studies.EVERY_KIND[kind]()
    write_pdf(made, ENGLISH, tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert len(pages(made, ENGLISH)) == len(re.findall(rb"/Type /Page\n", (tmp_path / "report.pdf").read_bytes()))
    assert 1 <= len(pages(made, ENGLISH)) <= 5


@pytest.mark.parametrize("paper", SIZES)
def test_nothing_stands_beyond_the_edge_of_its_page(paper: str) -> None:
    for page in pages(studies.EVERY_KIND["stays"](), ENGLISH, PaperOptions(paper)):
        assert page.size == SIZES[paper]
        for _block, top, height in page.blocks:
            assert top + height <= page.size[1] - 40


def test_no_heading_stands_at_the_foot_of_a_page() -> None:
    for page in pages(studies.EVERY_KIND["stays"](), ENGLISH):
        assert not page.blocks[-1][0].leads


@pytest.mark.skipif(TO_TEXT is None, reason="pdftotext isn't installed, so nothing reads the file")
@pytest.mark.parametrize("code", NAMES)
def test_its_text_is_found_as_it_was_written(code: str, tmp_path: Path) -> None:
    if not has_font(code):
        pytest.skip("this computer has no font for the language")
    made = studies.of(studies.stays(), name=NAMES[code])
    write_pdf(made, Language(code), tmp_path / "report.pdf")
    said = text_of(tmp_path / "report.pdf")
    assert NAMES[code] in said
    assert not re.search("[\u2e80-\u2fdf]", said)
    assert Language(code).say(made.result("churn_rate").sentence).split(":")[0] in said.replace("\n", " ")


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="pdffonts isn't installed, so nothing reads the file")
@pytest.mark.parametrize("code", NAMES)
def test_only_the_signs_that_are_used_are_embedded(code: str, tmp_path: Path) -> None:
    if not has_font(code):
        pytest.skip("this computer has no font for the language")
    write_pdf(studies.of(studies.stays(), name=NAMES[code]), Language(code), tmp_path / "report.pdf")
    lines = subprocess.run(
        ["pdffonts", str(tmp_path / "report.pdf")], check=True, capture_output=True, timeout=60
    ).stdout.decode().splitlines()[2:]  # fmt: skip
    assert lines
    assert all(line.split()[-5] == "yes" for line in lines)
    # Whole, one of the fonts for East Asian languages has sixteen million bytes.
    assert (tmp_path / "report.pdf").stat().st_size < 1_000_000


def test_charts_are_vectors(tmp_path: Path) -> None:
    write_pdf(studies.EVERY_KIND["stays"](), ENGLISH, tmp_path / "report.pdf")
    assert b"/Subtype /Image" not in (tmp_path / "report.pdf").read_bytes()


def test_it_can_be_cancelled_and_leaves_nothing(tmp_path: Path) -> None:
    def stop(fraction: float | None = None, what: object = None) -> None:
        if fraction and fraction > 0.5:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_pdf(studies.EVERY_KIND["stays"](), ENGLISH, tmp_path / "report.pdf", report=stop)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotPossible, match="isn't there any more"):
        write_pdf(studies.EVERY_KIND["stays"](), ENGLISH, tmp_path / "gone" / "report.pdf")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
def test_a_full_disk_is_said_and_spares_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made, whole = studies.EVERY_KIND["stays"](), Path.write_bytes

    def full(_path: Path, content: bytes) -> int:
        return whole(Path("/dev/full"), content)

    (tmp_path / "report.pdf").write_text("old")
    monkeypatch.setattr(Path, "write_bytes", full)
    drawn = picture(made, all_charts(made)[0], ENGLISH)
    for write in (
        lambda path: write_pdf(made, ENGLISH, path),
        drawn.write_svg,
        lambda path: drawn.write_png(path, 4),
    ):
        with pytest.raises(NotPossible, match="disk full"):
            write(tmp_path / "report.pdf")
    assert [path.read_text() for path in tmp_path.iterdir()] == ["old"]


def test_a_computer_without_the_signs_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    from PySide6.QtGui import QFontDatabase

    monkeypatch.setattr(QFontDatabase, "families", lambda *_script: [])
    with pytest.raises(NotPossible) as refusal:
        fonts.check(Language("ko"))
    assert "Noto Sans CJK KR" in ENGLISH.say(refusal.value.sentence)


def test_it_needs_no_display(tmp_path: Path) -> None:
    from churndesk import resources

    plain = {
        key: text for key, text in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    command = [sys.executable, "-m", "churndesk", "report", str(resources.path("samples") / "subscriptions.xlsx"),
               "--pdf", str(tmp_path / "out.pdf"), "--yes"]  # fmt: skip
    subprocess.run(command, check=True, env=plain, capture_output=True, timeout=120)
    assert (tmp_path / "out.pdf").stat().st_size > 10_000
