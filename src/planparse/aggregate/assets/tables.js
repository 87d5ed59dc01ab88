"use strict";
// One table for all lists: sorted by its heads, shown a page at a time, whole in print, as cards on a phone.
const PAGE = 60;
const sorted = {};

const compare = (left, right) => {
  if (left === right) return 0;
  if (left === null || left === undefined || left === "") return 1;
  if (right === null || right === undefined || right === "") return -1;
  return typeof left === "number" && typeof right === "number" ? left - right : String(left).localeCompare(String(right), "vi", { numeric: true });
};

// columns: {title, cell(row), by(row) to sort, number, main}
const table = (name, caption, columns, rows) => {
  if (!rows.length) return el("p", { class: "empty" }, "Không có dòng nào khớp. ", el("a", { href: link(STATE.view) }, "Bỏ mọi bộ lọc"));
  let found = rows;
  let at = 0;
  const body = el("tbody", { role: "rowgroup" });
  const more = el("button", { type: "button", class: "more" });
  const row = (one) => el("tr", { role: "row" }, columns.map((column) => {
    const inside = [column.cell(one)].flat(Infinity).filter((part) => part !== null && part !== undefined && part !== false && part !== "");
    const kind = [column.number && "number", column.main && "main", !inside.length && "blank"].filter(Boolean).join(" ");
    return el(column.main ? "th" : "td", { role: column.main ? "rowheader" : "cell", scope: column.main ? "row" : null, class: kind || null, "data-title": column.title }, inside);
  }));
  const fill = (upTo) => {
    const part = document.createDocumentFragment();
    for (; at < Math.min(upTo, found.length); at += 1) part.append(row(found[at]));
    body.append(part);
    more.hidden = at >= found.length;
    more.textContent = `Xem thêm (còn ${number(found.length - at)})`;
  };
  const order = () => {
    const by = sorted[name];
    const column = by && columns.find((one) => one.title === by.title);
    const known = (one) => { const value = column.by(one); return value !== null && value !== undefined && value !== ""; };
    found = column ? [...rows].sort((a, b) => (known(a) && known(b) ? by.way : 1) * compare(column.by(a), column.by(b))) : rows;
    heads.forEach((head, n) => head.setAttribute("aria-sort", column === columns[n] ? (by.way > 0 ? "ascending" : "descending") : "none"));
    body.replaceChildren();
    at = 0;
    fill(PAGE);
  };
  const heads = columns.map((column) => {
    const button = column.by && el("button", { type: "button" }, column.title);
    button?.addEventListener("click", () => {
      const by = sorted[name];
      sorted[name] = { title: column.title, way: by?.title === column.title ? -by.way : column.number ? -1 : 1 };
      order();
    });
    return el("th", { role: "columnheader", scope: "col", class: column.number ? "number" : null }, button ? [button, el("span", { class: "printed" }, column.title)] : column.title); // print repeats text, but no buttons
  });
  more.addEventListener("click", () => {
    const before = body.lastElementChild;
    fill(at + PAGE);
    before?.nextElementSibling?.querySelector("a, button, summary")?.focus();
  });
  const made = el("table", { role: "table", class: "list" }, el("caption", {}, caption), el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, heads)), body);
  order();
  const whole = el("div", { class: "listing" }, scroller(caption, made), more);
  whole.showAll = () => fill(found.length);
  return whole;
};

// A grid of figures (rows by columns) that the arrow keys walk through; one stop for Tab.
// `quiet(column)`: a column in which 0 is no gap.
const heatMap = (caption, rows, columns, { value, quiet, rowHead, columnHead, cellLink, cellLabel, rowSum }) => {
  const values = rows.map((one) => columns.map((column) => value(one, column)));
  const most = Math.max(1, ...values.flat());
  const cells = [];
  const body = rows.map((one, y) => el("tr", {}, el("th", { scope: "row" }, rowHead(one)), columns.map((column, x) => {
    const n = values[y][x];
    const cell = el("a", { href: cellLink(one, column), class: `heat h${n ? Math.ceil((6 * n) / most) : quiet(column) ? "x" : 0}`, tabindex: y || x ? "-1" : "0", "aria-label": cellLabel(one, column, n) }, String(n));
    (cells[y] ??= []).push(cell);
    return el("td", {}, cell);
  }), el("td", { class: "sum" }, rowSum(one))));
  const made = el("table", { class: "heatmap" }, el("caption", {}, caption), el("thead", {}, el("tr", {}, el("td", {}), columns.map((column) => el("th", { scope: "col" }, columnHead(column))), el("th", { scope: "col", class: "sum" }, "Cộng"))), el("tbody", {}, body));
  made.addEventListener("keydown", (event) => {
    const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -1e6], End: [0, 1e6] }[event.key];
    const y = cells.findIndex((line) => line.includes(event.target));
    if (!step || y < 0) return;
    event.preventDefault();
    const clamp = (n, end) => Math.min(Math.max(n, 0), end - 1);
    const next = cells[clamp(y + step[0], cells.length)][clamp(cells[y].indexOf(event.target) + step[1], columns.length)];
    event.target.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });
  return scroller(caption, made);
};
