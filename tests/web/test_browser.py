"""The page in a real browser: a newcomer's round, the keyboard alone, no script, and what axe-core finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from web_samples import CONTESTED, EXAMPLES, serving

REPORTS = ("09-follow-up.txt", "10-no-answer.md")
DROP = """([files]) => {
    const carried = new DataTransfer();
    for (const [name, text] of files) carried.items.add(new File([text], name));
    document.dispatchEvent(new DragEvent("drop", {dataTransfer: carried, bubbles: true, cancelable: true}));
}"""

MARKED = """() => [...document.querySelectorAll(".here")].map((piece) => {
    const words = piece.cloneNode(true);
    for (const label of words.querySelectorAll("a")) label.remove();
    return words.textContent;
}).join("")"""
"""The words marked in a report, without the labels of the findings."""

Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def site(examples: Path) -> Iterator[str]:
    with serving(examples) as address:
        yield address


def _drop(page: Page, *names: str) -> None:
    files = [[name, (EXAMPLES / name).read_text(encoding="utf-8")] for name in (*names, "index.jsonl")]
    page.evaluate(DROP, [files])
    page.wait_for_url("**/read/*")
    expect(page.locator("h1")).to_have_text("Read", timeout=60_000)


def test_a_newcomers_round(tmp_path: Path, open_page: Opener) -> None:
    record = tmp_path / "talks.db"
    with serving(record) as address:
        page = open_page()
        # Two reports, dropped on the first page.
        page.goto(address)
        expect(page.locator("h1")).to_have_text("Nothing read yet")
        _drop(page, *REPORTS)
        expect(page.locator("#progress li")).to_have_count(2)
        page.get_by_role("link", name="See where the exchange stands").click()
        # The contested reply, its accounts, and the words of one of them.
        page.locator("#contested ~ ul .line a.label").first.click()
        expect(page.locator(".accounts .card")).not_to_have_count(0)
        card = page.locator(".side", has_text="yes").locator(".card").first
        quote = card.locator("mark").first.inner_text()
        card.locator("figcaption a").first.click()
        expect(page.locator("#here")).to_be_in_viewport()
        assert page.evaluate(MARKED) == quote
        # A speaker corrected.
        document = page.url.partition("?")[0]
        page.locator(".note-said").first.get_by_role("link", name="correct").click()
        page.get_by_label("speaker").fill("Ana Berg")
        page.get_by_label("Reason").fill("the caption names her")
        page.get_by_label("Your name").fill("Kari Lund")
        page.get_by_role("button", name="Save the changes").click()
        expect(page.locator(".lead")).to_contain_text("Ana Berg")
        # The slider, moved with the keyboard.
        page.goto(address)
        page.get_by_label("As of").focus()
        page.keyboard.press("Home")
        page.wait_for_url("**as_of=2022-01-31**")
        expect(page.locator("p.as-of")).to_have_text("As of 2022-01-31")
        expect(page.get_by_label("As of")).to_be_focused()
        # What changed since the day before.
        page.keyboard.press("End")
        page.wait_for_url(f"{address}/#day")
        page.get_by_role("link", name="what changed since 2022-01-31").click()
        expect(page.locator("#new ~ .lines .line")).not_to_have_count(0)
    with serving(record) as address:
        # Found again after a restart, and after the report was read again under another date.
        again = address + "/documents/" + document.rsplit("/", 1)[1]
        page.goto(again)
        expect(page.locator(".note-said").first).to_contain_text("Ana Berg")
        page.goto(address + "/read")
        told = page.context.request.get(again.replace("/documents/", "/api/v1/documents/")).json()
        page.get_by_label("Reports").set_input_files(EXAMPLES / told["file"])
        page.get_by_label("Outlet").fill(told["outlet"])
        page.get_by_label("Published on").fill("2022-02-02")
        page.get_by_role("button", name="Read").click()
        expect(page.locator("#progress li")).to_contain_text("superseded", timeout=60_000)
        page.goto(again)
        expect(page.locator(".lead").first).to_contain_text("2022-02-02")
        expect(page.locator(".note-said").first).to_contain_text("Ana Berg")
        expect(page.locator(".judged")).to_contain_text("Kari Lund")


def _addresses(page: Page, site: str) -> Iterator[tuple[str, str]]:
    """Every kind of page with an address of it."""
    api = page.context.request
    dispute = api.get(f"{site}/api/v1/disputes?as_of={CONTESTED}").json()["values"][0]
    document = dispute["accounts"][0]["evidence"][0]["document"]
    statement = api.get(f"{site}/api/v1/documents/{document}/statements").json()["values"][0]["id"]
    agent = api.get(f"{site}/api/v1/agents").json()["values"][0]["id"]
    yield "overview", f"/?as_of={CONTESTED}"
    yield "section", "/exchange/demands"
    yield "changes", f"/changes?from=2022-01-31&to={CONTESTED}"
    yield "dispute", f"/items/{dispute['id']}?as_of={CONTESTED}"
    yield "item", f"/items/{dispute['about']}?as_of={CONTESTED}"
    yield "document", f"/documents/{document}"
    yield "entry", f"/documents/{document}/entries/{statement}"
    yield "documents", "/documents?words=reply"
    yield "agents", "/agents"
    yield "agent", f"/agents/{agent}"
    yield "search", "/search?words=reply"
    yield "review", "/review"
    yield "judgements", "/judgements"
    yield "read", "/read"
    yield "login", "/login"
    yield "failed", "/nowhere"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious_on_any_page(site: str, open_page: Opener, scheme: str, width: int) -> None:
    page = open_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    for name, path in _addresses(page, site):
        page.goto(site + path)
        page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
        found = Axe().run(page).response["violations"]
        grave = [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")]
        assert not grave, name


def test_no_page_is_wider_than_a_phone(site: str, open_page: Opener) -> None:
    page = open_page(viewport={"width": 360, "height": 800})
    for name, path in _addresses(page, site):
        page.goto(site + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name


def test_every_page_reads_without_script(site: str, open_page: Opener) -> None:
    page = open_page(java_script_enabled=False)
    for name, path in _addresses(page, site):
        page.goto(site + path)
        assert len(page.locator("main").inner_text()) > 20, name
    page.goto(f"{site}/?as_of={CONTESTED}")
    page.locator(".slider a[rel=prev]").click()
    expect(page.locator("p.as-of")).to_have_text("As of 2022-01-31")
    page.locator(".slider button").click()
    expect(page.locator("p.as-of")).to_have_text("As of 2022-01-31")


def test_the_keyboard_alone_leads_from_the_overview_to_the_words(site: str, open_page: Opener) -> None:
    page = open_page()
    page.goto(f"{site}/?as_of={CONTESTED}")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    _tab_to(page, ".label")
    page.keyboard.press("Enter")
    page.wait_for_url("**/items/**")
    _tab_to(page, "figcaption a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/**")
    expect(page.locator("#here")).to_be_in_viewport()


def _tab_to(page: Page, selector: str) -> None:
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"the keyboard never reaches {selector}")


def test_j_and_k_step_through_the_findings(site: str, open_page: Opener) -> None:
    page = open_page()
    page.goto(site + dict(_addresses(page, site))["document"])
    focused = "document.activeElement.dataset.label"
    page.keyboard.press("j")
    first = page.evaluate(focused)
    page.keyboard.press("j")
    second = page.evaluate(focused)
    page.keyboard.press("k")
    assert first and second and first != second
    assert page.evaluate(focused) == first
    expect(page.locator(f"[data-of~={first}].lit").first).to_be_in_viewport()


def test_keys_typed_into_a_field_do_not_step(site: str, open_page: Opener) -> None:
    page = open_page()
    page.goto(site + dict(_addresses(page, site))["document"])
    page.get_by_role("searchbox").fill("")
    page.keyboard.type("jk")
    assert page.get_by_role("searchbox").input_value() == "jk"
    assert page.locator(".lit").count() == 0
