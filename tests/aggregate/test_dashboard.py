"""The page as a browser sees it: numbers lead to their rows, text stays text, nothing is fetched. See `planparse.aggregate.dashboard`."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from planparse.aggregate.dashboard import dashboard
from planparse.aggregate.overview import (
    AggregateFinding,
    CoverageRow,
    Domain,
    Due,
    Match,
    MatrixCell,
    Overview,
    PlanRow,
    Reference,
    ReviewRow,
    TaskRow,
    Totals,
    UnitLoad,
    UnitRef,
    WardRow,
)

HOSTILE = '</script><script>window.bad = 1</script><img src="https://example.invalid/x" onerror="window.bad = 2"> {{scripts}} <!-- &amp;'
REVERSED = "Việc \u202egnồrt yâc\u202c cuối"
LONG = "Rà soát quy chế " * 2000
OFFICE = UnitRef(id="van-phong-hdnd-va-ubnd", name="Văn phòng HĐND và UBND phường")
CULTURE = UnitRef(id="phong-van-hoa-xa-hoi", name="Phòng Văn hóa - Xã hội")


def _task(plan: str, ward: str, order: int, content: str, **more: Any) -> TaskRow:
    values = {"lead": (OFFICE,), "domain": "the-che", "deadline": "Quý I/2026", "deadline_kind": "period", "due": "2026-03-31"} | more
    return TaskRow(
        key=f"{plan}/{order}", id=f"{plan}/{order}", plan=plan, ward=ward, order=order, origin="table", content=content, file=f"{plan}.pdf",
        page=2, **values,
    )  # fmt: skip


def _plan(key: str, ward: str, tasks: int) -> PlanRow:
    return PlanRow(
        key=key, id=key, ward=ward, status="counted", file=f"{key}.pdf", sha256="0" * 64, media_type="application/pdf", extraction="text",
        tasks=tasks,
    )  # fmt: skip


def _overview() -> Overview:
    """Three wards, one without a plan; seven tasks."""
    one = [_task("kh-a", "a", n, text) for n, text in enumerate((HOSTILE, REVERSED, LONG, "=cmd|' /C calc'!A0"), 1)]
    other = [
        _task("kh-b", "b", 1, "Số hóa hồ sơ", domain="so-hoa", lead=(CULTURE,), deadline="Tháng 6/2026", due="2026-06-30"),
        _task("kh-b", "b", 2, "Tập huấn nghiệp vụ", lead=(), deadline=None, deadline_kind=None, due=None),
        _task("kh-b", "b", 3, "Tuyên truyền trên loa", output="Bản tin", marks=("output",)),
    ]
    tasks = (*one, *other)
    return Overview(
        producer="planparse",
        province="Lam Giang",
        year=2026,
        topic="cai-cach-hanh-chinh",
        today="2026-03-02",
        reference=Reference(plan="kh-tinh", file="tinh.pdf", sha256="1" * 64, number="214/KH-UBND", tasks=2, asked=2, plans_due="2026-01-06"),
        totals=Totals(wards=3, with_plan=2, without_plan=1, tasks=7),
        wards=(
            WardRow(id="a", name="Bến Sim", full_name="phường Bến Sim", plans=("kh-a",), files=1, score=100, tasks=4, on_time="on_time", asked=2, taken_up=0, kind="phường"),
            WardRow(id="b", name="Gò Lựu", full_name="phường Gò Lựu", plans=("kh-b",), files=1, score=65, tasks=3, on_time="late", days_late=9, asked=2, taken_up=1, kind="phường"),
            WardRow(id="c", name="<b>Vực Nứa</b>", full_name="phường <b>Vực Nứa</b>", kind="phường"),
        ),
        plans=(_plan("kh-a", "a", 4), _plan("kh-b", "b", 3)),
        tasks=tasks,
        dues=tuple(Due(task=task.key, ward=task.ward, date=task.due) for task in tasks if task.due),
        units=(UnitLoad(id=OFFICE.id, name="Văn phòng HĐND và UBND", kind="office", lead=5, wards=2), UnitLoad(id=CULTURE.id, name=CULTURE.name, kind="office", lead=1, wards=1)),
        domains=(Domain(id="the-che", title="Thể chế", tasks=6), Domain(id="so-hoa", title="Số hóa", tasks=1)),
        matrix=(MatrixCell(ward="a", domain="the-che", tasks=4), MatrixCell(ward="a", domain="so-hoa", tasks=0)),
        coverage=(
            CoverageRow(key="kh-tinh/1", order=1, content="Số hóa hồ sơ của công dân", asked="lead", matches=(Match(task="kh-b/1", ward="b", score=0.9),), taken_up=1, without=("a",)),
            CoverageRow(key="kh-tinh/2", order=2, content="Lập sổ theo dõi sáng kiến", asked="lead", without=("a", "b")),
        ),
        findings=(AggregateFinding(code="PP501", severity="error", message="Phường Vực Nứa chưa có kế hoạch.", ward="c"),),
        reviews=(ReviewRow(plan="kh-b", ward="b", task="kh-b/3", pointer="/tasks/2/output", reason="spelling", detail=HOSTILE, page=2),),
    )  # fmt: skip


def _page(overview: Overview) -> str:
    return b"".join(dashboard(overview, lambda name: f"../tệp/{name}")).decode()


def test_the_same_overview_gives_the_same_bytes() -> None:
    assert _page(_overview()) == _page(_overview())


def test_rows_stand_in_the_page_without_any_sign_of_markup() -> None:
    found = re.search(r'<script type="application/json" id="rows">(.*?)</script>', _page(_overview()), re.DOTALL)
    assert found and not set("<>&") & set(found[1])
    texts = json.loads(found[1])["texts"]
    assert {HOSTILE, REVERSED, LONG} <= set(texts)


def test_the_policy_lets_nothing_out_and_only_the_pages_own_scripts_run() -> None:
    page = _page(Overview(producer="planparse"))
    policy = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert policy and "default-src &#x27;none&#x27;" in policy[1] and "unsafe-eval" not in policy[1]
    assert "script-src &#x27;sha256-" in policy[1] and 'lang="vi"' in page


def test_the_page_of_a_province_is_small_enough_to_send() -> None:
    overview = _overview()
    many = tuple(
        task.model_copy(update={"key": f"{n}-{task.key}", "content": f"{task.content[:200]} {n}"})
        for n in range(340)
        for task in overview.tasks
    )
    assert len(_page(overview.model_copy(update={"tasks": overview.tasks + many})).encode()) < 3_000_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    webdriver = pytest.importorskip("selenium.webdriver")
    driver = shutil.which("chromedriver")
    if driver is None or shutil.which("chromium") is None:
        pytest.skip("chromium and chromedriver are absent")
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    chrome = webdriver.Chrome(options=options, service=webdriver.ChromeService(driver))
    yield chrome
    chrome.quit()


Open = Callable[..., None]


@pytest.fixture
def visit(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens the page at a hash; afterwards the console has to be clean, and nothing but the page may have been asked for."""
    path = tmp_path / "dashboard.html"
    path.write_text(_page(_overview()), encoding="utf-8")

    def go(at: str = "", width: int = 1440) -> None:
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 700}
        )
        browser.get("about:blank")
        browser.get(path.as_uri() + at)

    browser.get_log("browser")
    browser.get_log("performance")
    yield go
    assert browser.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = {event["params"]["request"]["url"] for event in events if event["method"] == "Network.requestWillBeSent"}
    assert {url for url in asked if not url.startswith(("data:", "about:", path.as_uri()))} == set()
    assert browser.execute_script("return window.bad ?? null") is None


def _texts(browser: Any, selector: str) -> list[str]:
    return [
        str(text)
        for text in browser.execute_script("return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", selector)
    ]


def _one(browser: Any, selector: str) -> Any:
    return browser.find_element("css selector", selector)


def test_the_first_view_counts_what_the_rows_hold(browser: Any, visit: Open) -> None:
    visit()
    cards = dict(zip(_texts(browser, ".card .label"), _texts(browser, ".card .big"), strict=True))
    assert cards["xã, phường đã có kế hoạch"] == "2/3"
    assert cards["nhiệm vụ"] == "7"
    assert cards["mốc đến hạn trong 30 ngày tới"] == "5"
    assert cards["việc tỉnh giao chưa nơi nào đưa vào kế hoạch"] == "1/2"
    assert _texts(browser, ".tile bdi")[0] == "<b>Vực Nứa</b>"


@pytest.mark.parametrize(
    ("at", "selector", "rows"),
    [
        ("", 'a.card[href*="xem=nhiem-vu"]', 7),
        ("", 'a.card[href*="khi=30"]', 5),
        ("", 'a.card[href*="gui=cham"]', 1),
        ("", 'a.card[href*="gui=chua-co"]', 1),
        ("", 'a.card[href*="co=khong-ai"]', 1),
        ("", 'a.card[href*="xem=xem-lai"]', 1),
        ("", 'svg a[*|href*="thang=2026-06"]', 1),
        ("", '.bars a[href*="dv=van-phong"]', 5),
        ("#xem=linh-vuc", 'a.heat[href*="xa=a"][href*="lv=the-che"]', 4),
        ("#xem=xa-phuong", 'a.figure[href*="xa=b"][href*="co=thoi-han"]', 2),
        ("#xem=xa-phuong", 'a.figure[href*="xa=b"][href*="co=tinh"]', 1),
        ("#xem=tinh-giao", 'a.figure[href*="tinh="]', 1),
    ],
)
def test_a_number_leads_to_its_rows(browser: Any, visit: Open, at: str, selector: str, rows: int) -> None:
    visit(at)
    browser.execute_script(
        "arguments[0].dispatchEvent(new MouseEvent('click', {bubbles: true, cancelable: true}))", _one(browser, selector)
    )
    assert (
        browser.execute_async_script(
            "const done = arguments[0]; setTimeout(() => done(document.querySelectorAll('.list tbody tr').length), 50)"
        )
        == rows
    )
    assert browser.execute_script("return document.activeElement.tagName") == "H2"


def test_search_needs_no_marks_and_filters_add_up(browser: Any, visit: Open) -> None:
    visit("#xem=nhiem-vu")
    _one(browser, "input[name=tim]").send_keys("so hoa")
    assert len(_texts(browser, ".list tbody tr")) == 1
    assert _one(browser, "#status").text.startswith("1 nhiệm vụ")
    browser.execute_script(
        "const s = document.querySelector('select[name=xa]'); s.value = 'a'; s.dispatchEvent(new Event('input', {bubbles: true}))"
    )
    assert len(_texts(browser, ".list tbody tr")) == 0
    assert "xa=a" in browser.current_url and "tim=so+hoa" in browser.current_url


def test_hostile_text_is_shown_as_it_is(browser: Any, visit: Open) -> None:
    visit("#xem=nhiem-vu&xa=a")
    shown = _texts(browser, ".list tbody tr td:first-child")
    assert shown[0] == HOSTILE and shown[1] == REVERSED and shown[3].startswith("=cmd|")
    assert shown[2].replace(" …", "").strip() == LONG.strip()
    assert _texts(browser, "main img, main script") == []


def test_a_task_leads_to_its_page_in_the_document(browser: Any, visit: Open) -> None:
    visit("#xem=nhiem-vu&xa=b")
    source = _one(browser, ".list a.source")
    assert source.text == "kh-b.pdf, trang 2"
    assert source.get_dom_attribute("href") == "../t%E1%BB%87p/kh-b.pdf#page=2"


def test_the_heat_map_is_walked_by_arrows(browser: Any, visit: Open) -> None:
    visit("#xem=linh-vuc")
    first = _one(browser, "a.heat[tabindex='0']")
    first.send_keys("\ue015")
    assert browser.switch_to.active_element.get_dom_attribute("aria-label") == "Phường Gò Lựu, Thể chế: 2 nhiệm vụ"
    assert len(browser.find_elements("css selector", "a.heat[tabindex='0']")) == 1


def test_heads_sort_and_say_so(browser: Any, visit: Open) -> None:
    visit("#xem=xa-phuong")
    browser.execute_script("[...document.querySelectorAll('thead button')].find(b => b.textContent === 'Đầy đủ').click()")
    assert _texts(browser, "tbody tr th")[:2] == ["Phường Bến Sim", "Phường Gò Lựu"]
    assert len(browser.find_elements("css selector", "th[aria-sort=descending]")) == 1


@pytest.mark.parametrize("width", [390, 1440])
def test_no_view_is_wider_than_the_screen(browser: Any, visit: Open, width: int) -> None:
    visit("", width)
    wide = {}
    for view in (
        "tong-quan",
        "xa-phuong",
        "linh-vuc",
        "thoi-han",
        "nhiem-vu",
        "tinh-giao",
        "giong-nhau",
        "phat-hien",
        "xem-lai",
        "da-sua",
        "tep",
    ):
        wide[view] = browser.execute_async_script(
            "const done = arguments[1]; location.hash = `#xem=${arguments[0]}`;"
            "addEventListener('hashchange', () => done(document.documentElement.scrollWidth), {once: true});",
            view,
        )
    assert {view: found for view, found in wide.items() if found > width} == {}


def test_print_shows_all_rows(browser: Any, visit: Open) -> None:
    visit("#xem=nhiem-vu")
    assert browser.print_page()
    browser.execute_script("dispatchEvent(new Event('beforeprint'))")
    assert len(_texts(browser, ".list tbody tr")) == 7


def test_on_a_phone_filters_fold_and_say_so(browser: Any, visit: Open) -> None:
    visit("#xem=nhiem-vu", 390)
    toggle, select = _one(browser, "#toggle"), _one(browser, "select[name=xa]")
    assert not select.is_displayed() and toggle.get_dom_attribute("aria-expanded") == "false"
    toggle.click()
    assert select.is_displayed() and toggle.get_dom_attribute("aria-expanded") == "true"


_FAINT = """
const channels = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
const light = (color) => channels(color).slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
  .reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0);
const behind = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (channels(c)[3] !== 0) return c; } return "rgb(255, 255, 255)"; };
const words = (e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
return [...document.querySelectorAll("body *")].filter((e) => words(e) && e.checkVisibility() && !e.closest("svg, script, style, option")).map((e) => {
  const [a, b] = [light(getComputedStyle(e).color), light(behind(e))].sort((x, y) => y - x);
  return [(a + 0.05) / (b + 0.05), e.className, e.textContent.slice(0, 30)];
}).filter(([ratio]) => ratio < 4.5);
"""
"""Texts of which the contrast with what is behind them is less than 4.5 : 1 (WCAG 2.2, 1.4.3)."""


@pytest.mark.parametrize("dark", [False, True])
def test_words_stand_out_in_light_and_dark(browser: Any, visit: Open, dark: bool) -> None:
    for view in ("tong-quan", "xa-phuong&xa=b", "linh-vuc", "nhiem-vu", "tinh-giao", "phat-hien"):
        visit(f"#xem={view}")
        if dark:
            _one(browser, "#theme").click()
        assert browser.execute_script("return document.documentElement.dataset.theme ?? 'light'") == ("dark" if dark else "light")
        assert browser.execute_script(_FAINT) == []
