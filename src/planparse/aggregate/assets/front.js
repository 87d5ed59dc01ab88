"use strict";
// The first view: figures, the map of wards, what falls due, what nobody took up.
const card = (value, label, href, kind = "", note = null) => el(href ? "a" : "div", { class: `card ${kind}`, href }, el("span", { class: "big" }, value), el("span", { class: "label" }, label), note && el("span", { class: "note" }, note));

const cards = () => {
  const { wards, plans, tasks, dues, asked, reviews, findings } = ROWS;
  const listed = wards.filter((ward) => ward.listed);
  const reference = ROWS.about.reference;
  const made = [];
  const sent = count(listed, (ward) => ward.sent);
  made.push(card(`${number(sent)}/${number(listed.length)}`, "xã, phường đã có kế hoạch", link("xa-phuong", { gui: "co" }), "good"));
  const none = listed.length - sent;
  const maybe = count(listed, (ward) => !ward.sent && ward.unread > 0);
  if (none) made.push(card(number(none), "chưa có kế hoạch", link("xa-phuong", { gui: "chua-co" }), "bad", maybe ? `trong đó ${number(maybe)} nơi đã gửi tệp không đọc được` : null));
  const unread = count(plans, (plan) => plan.status === "unread");
  if (unread) made.push(card(number(unread), "tệp không đọc được", link("tep", { tt: "unread" }), "bad"));
  if (reference?.plans_due) {
    const late = count(wards, (ward) => ward.on_time === "late");
    const unknown = count(wards, (ward) => ward.on_time === "unknown");
    const note = unknown ? `${number(unknown)} nơi chưa rõ ngày` : null;
    made.push(card(number(late), `ban hành chậm (hạn ${day(reference.plans_due)})`, link("xa-phuong", { gui: "cham" }), late ? "bad" : "good", note));
  }
  made.push(card(number(tasks.length), "nhiệm vụ", link("nhiem-vu")));
  if (ROWS.about.today) made.push(card(number(count(dues, (due) => soon(due.date, "30"))), "mốc đến hạn trong 30 ngày tới", link("thoi-han", { khi: "30" }), "now"));
  if (reference) {
    const lost = count(asked, nobody);
    made.push(card(`${number(lost)}/${number(count(asked, (row) => row.asked === "lead"))}`, "việc tỉnh giao chưa nơi nào đưa vào kế hoạch", link("tinh-giao", { co: "khong-ai" }), lost ? "bad" : "good"));
  }
  made.push(card(number(findings.length), "phát hiện", link("phat-hien")));
  made.push(card(number(reviews.length), "chỗ cần người xem lại", link("xem-lai")));
  return el("div", { class: "cards" }, made);
};

const LEVELS = [[100, "s4", "100%"], [90, "s3", "90–99%"], [70, "s2", "70–89%"], [0, "s1", "dưới 70%"]];
const level = (ward) => (ward.sent ? LEVELS.find(([from]) => (ward.score ?? 0) >= from)[1] : "s0");

const wardMap = () => {
  const order = [...ROWS.wards].sort((a, b) => Number(a.sent) - Number(b.sent) || (a.score ?? 0) - (b.score ?? 0) || compare(a.name, b.name));
  const tiles = order.map((ward) => {
    const more = ward.sent ? `${ward.title}: ${number(ward.tasks.length)} nhiệm vụ` : ward.title;
    return el("li", {}, el("a", { class: `tile ${level(ward)}`, href: link("xa-phuong", { xa: ward.id }), title: more }, el("bdi", {}, ward.name), " ", el("span", { class: "score" }, ward.sent ? `${ward.score}%` : ward.unread ? "không đọc được" : "chưa có", ward.on_time === "late" && el("span", { class: "late" }, " chậm")), el("span", { class: "unseen" }, ` (${more})`)));
  });
  const legend = el("ul", { class: "legend", "aria-label": "Chú giải" }, el("li", {}, el("span", { class: "key s0" }), `chưa có (${number(count(ROWS.wards, (ward) => level(ward) === "s0"))})`), [...LEVELS].reverse().map(([, name, text]) => el("li", {}, el("span", { class: `key ${name}` }), `${text} (${number(count(ROWS.wards, (ward) => level(ward) === name))})`)));
  const map = el("ul", { class: "tiles" }, tiles);
  const few = 24;
  const more = el("button", { type: "button", class: "more all-tiles" }, `Xem đủ ${number(tiles.length)} xã, phường`);
  if (tiles.length > few) map.classList.add("folded");
  more.hidden = tiles.length <= few;
  more.addEventListener("click", () => {
    map.classList.remove("folded");
    more.hidden = true;
    tiles[few].querySelector("a").focus();
  });
  return panel("Xã, phường theo mức đầy đủ", "Số, ngày, người ký chiếm 30%; nhiệm vụ có đơn vị chủ trì và có thời hạn đọc được chiếm 70%.", legend, map, more);
};

const findingsByCode = () => {
  const groups = d3.rollups(ROWS.findings, (rows) => rows.length, (row) => row.code).sort((a, b) => compare(a[0], b[0]));
  if (!groups.length) return null;
  return panel("Phát hiện theo loại", null, bars("Phát hiện theo loại", groups.map(([code, n]) => ({ name: `${ROWS.codes[code] ?? code} (${code})`, value: n, href: link("phat-hien", { ma: code }) }))));
};

const leastTaken = () => {
  const rows = ROWS.asked.filter((row) => row.asked === "lead").sort((a, b) => a.sure.length - b.sure.length || a.order - b.order).slice(0, 10);
  if (!rows.length) return null;
  const all = count(ROWS.wards, (ward) => ward.sent);
  return panel("Việc tỉnh giao ít nơi đưa vào kế hoạch nhất", "Số xã, phường đã đưa vào trên số đã có kế hoạch.", bars("Việc tỉnh giao ít nơi đưa vào nhất", rows.map((row) => ({ name: `${row.order}. ${row.content.slice(0, 160)}`, value: row.sure.length, of: all, href: link("tinh-giao", { tinh: row.key }) }))), el("p", {}, el("a", { href: link("tinh-giao") }, "Xem tất cả việc tỉnh giao")));
};

const unitLoad = () => {
  const counts = d3.rollups(ROWS.tasks.flatMap((task) => [...new Set(task.lead.map((one) => one.unit))]), (rows) => rows.length, (unit) => unit).sort((a, b) => b[1] - a[1] || compare(a[0].name, b[0].name));
  if (!counts.length) return null;
  return panel("Đơn vị chủ trì nhiều việc nhất", "Cộng trên mọi xã, phường.", bars("Đơn vị chủ trì nhiều việc nhất", counts.slice(0, 10).map(([unit, n]) => ({ name: unit.name, value: n, href: link("nhiem-vu", { dv: unit.id }) }))));
};

const front = () => [
  cards(),
  wardMap(),
  panel("Mốc đến hạn theo tháng", ROWS.about.today ? `Cột nhạt là tháng đã qua, tính đến ${day(ROWS.about.today)}. Chọn một cột để xem từng việc.` : "Chọn một cột để xem từng việc.", monthsChart(ROWS.dues, {}, "Số mốc đến hạn theo tháng")),
  el("div", { class: "two" }, leastTaken(), unitLoad(), findingsByCode()),
];
