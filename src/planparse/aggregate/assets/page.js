"use strict";
// Puts the page together, and follows the address.
const OPTIONS = {
  xa: () => ROWS.wards.map((ward) => [ward.id, ward.title]).sort((a, b) => compare(a[1], b[1])),
  lv: () => ROWS.domains.map((domain) => [domain.id, domain.title]),
  dv: () => {
    const leads = new Map(ROWS.tasks.flatMap((task) => task.lead.map((one) => [one.unit.id, one.unit.name])));
    return [["-", "(không ghi chủ trì)"], ...[...leads].sort((a, b) => compare(a[1], b[1]))];
  },
  thang: () => [...new Set(ROWS.dues.map((due) => due.date.slice(0, 7)))].sort().map((text) => [text, `Tháng ${month(text)}`]),
  khi: () => (ROWS.about.today ? Object.entries(WORDS.soon) : []),
  gui: () => Object.entries(WORDS.sent),
  co: () => (STATE.view === "tinh-giao" ? [["khong-ai", "Chưa nơi nào đưa vào"]] : Object.entries(WORDS.has)),
  tinh: () => ROWS.asked.map((row) => [row.key, `${row.order}. ${row.content.slice(0, 90)}`]),
  nhom: () => ROWS.clusters.map((row) => [row.id, row.label.slice(0, 90)]),
  ma: () => [...new Set(ROWS.findings.map((row) => row.code))].sort().map((code) => [code, `${ROWS.codes[code] ?? code} (${code})`]),
  giao: () => Object.entries(WORDS.asked),
  tt: () => Object.entries(WORDS.status),
};

const byId = (id) => document.getElementById(id);

const drawNav = () => {
  const empty = { "da-sua": !ROWS.corrections.length, "tinh-giao": !ROWS.about.reference, "giong-nhau": !ROWS.clusters.length };
  byId("nav").replaceChildren(el("ul", {}, Object.entries(WORDS.views).filter(([view]) => !empty[view] || view === STATE.view).map(([view, title]) => el("li", {}, el("a", { href: link(view), "aria-current": view === STATE.view ? "page" : null }, title)))));
  byId("nav").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" });
};

const drawFilters = () => {
  const form = byId("filters");
  const names = FILTERS[STATE.view];
  form.hidden = !names.length;
  const field = (name) => {
    if (name === "tim") return el("label", { class: "search" }, el("span", {}, WORDS.filters.tim), el("input", { type: "search", name, value: STATE.filters.tim ?? "", placeholder: "Gõ có dấu hoặc không dấu", enterkeyhint: "search" }));
    const options = OPTIONS[name]();
    if (!options.length) return null;
    const select = el("select", { name }, el("option", { value: "" }, "Tất cả"), options.map(([value, text]) => el("option", { value }, text)));
    select.value = STATE.filters[name] ?? "";
    return el("label", {}, el("span", {}, WORDS.filters[name]), select);
  };
  const clear = el("a", { class: "button", id: "clear", href: link(STATE.view) }, "Bỏ lọc");
  const [first, ...others] = names.map(field).filter(Boolean);
  const more = el("div", { class: "selects", id: "selects" }, others);
  const toggle = el("button", { type: "button", id: "toggle", "aria-controls": "selects" }, "Bộ lọc");
  const unfold = (open) => {
    more.classList.toggle("open", open);
    toggle.setAttribute("aria-expanded", String(open));
  };
  unfold(false);
  toggle.hidden = !others.length;
  toggle.addEventListener("click", () => unfold(!more.classList.contains("open")));
  form.replaceChildren(...[first].filter(Boolean), toggle, more, clear);
  clear.hidden = !Object.keys(STATE.filters).length;
};

const drawMain = () => {
  const { inside, rows, of } = VIEWS[STATE.view]();
  const main = byId("noi-dung");
  main.replaceChildren(el("h2", { tabindex: "-1" }, WORDS.views[STATE.view]), ...inside.filter(Boolean));
  const filters = Object.entries(STATE.filters).map(([name, value]) => `${WORDS.filters[name]}: ${name === "tim" ? `“${value}”` : (OPTIONS[name]().find(([one]) => one === value)?.[1] ?? value)}`);
  byId("status").textContent = rows === undefined ? "" : [`${number(rows)} ${of}`, ...filters].join(" · ");
  byId("status").hidden = rows === undefined;
  if (byId("clear")) byId("clear").hidden = !filters.length;
};

const draw = () => {
  drawNav();
  drawFilters();
  drawMain();
};

const go = (focus) => {
  if (location.hash === "#noi-dung") return;
  readState();
  draw();
  document.title = `${WORDS.views[STATE.view]} – ${ROWS.about.title}`;
  if (focus) {
    window.scrollTo(0, 0);
    byId("noi-dung").querySelector("h2").focus({ preventScroll: true });
  }
};

const onFilter = (event) => {
  const { name, value } = event.target;
  if (value.trim()) STATE.filters[name] = value;
  else delete STATE.filters[name];
  history.replaceState(null, "", link(STATE.view, STATE.filters));
  drawMain();
};

const dark = () => {
  const chosen = document.documentElement.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
};

const drawTheme = () => {
  byId("theme").setAttribute("aria-pressed", String(dark()));
  byId("theme").textContent = dark() ? "Nền sáng" : "Nền tối";
};

const about = () => {
  const { today, reference, producer } = ROWS.about;
  const parts = [];
  if (today) parts.push(`Tính đến ngày ${day(today)}`);
  if (reference) parts.push([`so với kế hoạch ${reference.number ?? reference.file}`, reference.date ? ` ngày ${day(reference.date)}` : "", reference.issuer ? ` của ${reference.issuer}` : "", reference.plans_due ? `, hạn ban hành ${day(reference.plans_due)}` : ""].join(""));
  byId("about").textContent = parts.join(" · ");
  byId("made").textContent = `${producer}. Trang này không gửi, không tải gì qua mạng.`;
};

about();
drawTheme();
go(false);
addEventListener("hashchange", () => go(true));
byId("filters").addEventListener("input", onFilter);
byId("filters").addEventListener("submit", (event) => event.preventDefault());
byId("theme").addEventListener("click", () => {
  document.documentElement.dataset.theme = dark() ? "light" : "dark";
  drawTheme();
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawTheme);
addEventListener("beforeprint", () => {
  document.querySelectorAll(".listing").forEach((one) => one.showAll());
  document.querySelectorAll("details.long").forEach((one) => { one.open = true; });
});
let width = innerWidth;
addEventListener("resize", () => {
  if (Math.abs(innerWidth - width) < 40 || byId("filters").contains(document.activeElement)) return;
  width = innerWidth;
  if (byId("noi-dung").querySelector("figure")) drawMain();
});
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  byId("noi-dung").focus();
});
