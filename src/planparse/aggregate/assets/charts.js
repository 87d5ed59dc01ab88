"use strict";
// Charts in SVG by Observable Plot; colours are those of the page, so that they follow light, dark and print.
const WIDTH = () => {
  const main = document.getElementById("noi-dung");
  const { paddingLeft, paddingRight } = getComputedStyle(main);
  return Math.max(280, main.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - (innerWidth > 720 ? 34 : 28));
};

const drawn = (chart, label) => el("figure", { role: "group", "aria-label": label }, chart);

// How many days fall due in each month: a bar is a link to its month; the month of today is marked.
const monthsChart = (dues, filters, label) => {
  const groups = [...d3.rollup(dues, (rows) => rows.length, (due) => due.date.slice(0, 7))].sort();
  if (!groups.length) return el("p", { class: "empty" }, "Không có mốc nào.");
  const now = ROWS.about.today?.slice(0, 7);
  const narrow = WIDTH() < 620;
  const rows = monthsBetween(groups[0][0], groups.at(-1)[0]).map((text) => ({ text, dues: new Map(groups).get(text) ?? 0 }));
  const several = new Set(rows.map((row) => row.text.slice(0, 4))).size > 1;
  const short = narrow ? "" : "T";
  const tick = (text) => (several && (text.endsWith("-01") || text === rows[0].text) ? `${short}${Number(text.slice(5))}\n${text.slice(0, 4)}` : `${short}${Number(text.slice(5))}`);
  const chart = Plot.plot({
    width: WIDTH(),
    height: 250,
    marginTop: 26,
    marginLeft: 44,
    marginBottom: several ? 40 : 24,
    x: { domain: rows.map((row) => row.text), label: null, tickFormat: narrow && rows.length > 14 ? (text, n) => (n % 3 ? "" : tick(text)) : tick, tickSize: 0 },
    y: { label: null, grid: true, ticks: 4, tickFormat: (n) => (Number.isInteger(n) ? number(n) : "") },
    marks: [
      Plot.barY(rows.filter((row) => row.dues), {
        x: "text",
        y: "dues",
        fill: (row) => (row.text === chosen(filters) ? "chosen" : now && row.text < now ? "past" : row.text === now ? "now" : "later"),
        href: (row) => link("thoi-han", { ...filters, thang: row.text }),
        ariaLabel: (row) => `Tháng ${month(row.text)}: ${number(row.dues)} mốc đến hạn`,
        insetLeft: 2,
        insetRight: 2,
        rx: 3,
      }),
      Plot.text(rows.filter((row) => row.dues), { x: "text", y: "dues", text: (row) => number(row.dues), dy: -8, fill: "currentColor", ariaHidden: true }),
      Plot.ruleY([0], { stroke: "currentColor", strokeOpacity: 0.5 }),
    ],
    color: { domain: ["past", "now", "later", "chosen"], range: ["var(--past)", "var(--now)", "var(--accent)", "var(--strong)"] },
  });
  return drawn(chart, label);
};

const chosen = (filters) => filters.thang ?? null;

const monthsBetween = (first, last) => {
  const found = [];
  let [year, at] = first.split("-").map(Number);
  while (found.length < 60) {
    const text = `${year}-${String(at).padStart(2, "0")}`;
    found.push(text);
    if (text >= last) break;
    [year, at] = at === 12 ? [year + 1, 1] : [year, at + 1];
  }
  return found;
};

// Names beside bars: plain HTML, since a name may be long and has to wrap.
const bars = (label, rows) => {
  const most = Math.max(1, ...rows.map((row) => row.value));
  return el("ul", { class: "bars", "aria-label": label }, rows.map((row) => {
    const line = el("span", { class: "fill", "aria-hidden": "true" }, el("span", {}));
    line.firstChild.style.inlineSize = `${(100 * row.value) / (row.of ?? most)}%`;
    return el("li", {}, el(row.value || row.of ? "a" : "span", { class: "row", href: row.value || row.of ? row.href : null }, el("bdi", { class: "name" }, row.name), " ", line, el("span", { class: "value" }, row.of ? `${number(row.value)}/${number(row.of)}` : number(row.value))));
  }));
};
