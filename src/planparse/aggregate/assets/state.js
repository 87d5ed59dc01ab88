"use strict";
// What is shown stands in the address, after #: each number can be a link to its rows, and Back goes back.
const STATE = { view: "tong-quan", filters: {} };

const FILTERS = {
  "tong-quan": [],
  "xa-phuong": ["tim", "xa", "gui"],
  "linh-vuc": ["tim", "gui"],
  "thoi-han": ["tim", "xa", "lv", "dv", "thang", "khi"],
  "nhiem-vu": ["tim", "xa", "lv", "dv", "co", "tinh", "nhom"],
  "tinh-giao": ["tim", "lv", "giao", "co", "tinh"],
  "giong-nhau": ["tim", "lv"],
  "phat-hien": ["tim", "xa", "ma"],
  "xem-lai": ["tim", "xa"],
  "da-sua": ["tim", "xa"],
  "tep": ["tim", "xa", "tt"],
};

const link = (view, filters = {}) => {
  const parts = new URLSearchParams({ xem: view });
  for (const [name, value] of Object.entries(filters)) if (value !== null && value !== undefined && value !== "") parts.set(name, value);
  return `#${parts}`;
};

const readState = () => {
  const parts = new URLSearchParams(location.hash.slice(1));
  const view = parts.get("xem");
  STATE.view = Object.hasOwn(FILTERS, view ?? "") ? view : "tong-quan";
  STATE.filters = {};
  for (const name of FILTERS[STATE.view]) if (parts.get(name)) STATE.filters[name] = parts.get(name);
};

const words = () => fold(STATE.filters.tim ?? "").split(/\s+/).filter(Boolean);

const testSent = (ward, kind) => ({
  "co": ward.listed && ward.sent, "chua-co": ward.listed && !ward.sent, "khong-doc": !ward.sent && ward.unread > 0, "dung-han": ward.on_time === "on_time", "cham": ward.on_time === "late", "chua-ro": ward.on_time === "unknown", "ngoai": !ward.listed,
})[kind] ?? true;

const testHas = (task, kind) => ({
  "chu-tri": task.lead.length > 0, "khong-chu-tri": task.lead.length === 0,
  "thoi-han": task.timed === 1, "khong-thoi-han": task.timed !== 1,
  "san-pham": task.output !== null, "khong-san-pham": task.output === null,
  "xem-lai": task.marks > 0, "tinh": task.asked.some((one) => !one.doubt && one.row.asked === "lead"),
})[kind] ?? true;

const soon = (date, kind) => {
  const today = ROWS.about.today;
  if (!today) return true;
  const precise = date.length === 10;
  if (kind === "30") return precise && date >= today && date <= addDays(today, 30);
  if (kind === "qua") return date < today.slice(0, date.length);
  if (kind === "quy") return date.slice(0, 4) === today.slice(0, 4) && date.length > 4 && Math.ceil(Number(date.slice(5, 7)) / 3) === Math.ceil(Number(today.slice(5, 7)) / 3);
  return true;
};

const testTask = (task, f) =>
  (!f.xa || task.ward.id === f.xa) &&
  (!f.lv || task.domain?.id === f.lv) &&
  (!f.dv || (f.dv === "-" ? task.lead.length === 0 : task.lead.some((one) => one.unit.id === f.dv))) &&
  (!f.co || testHas(task, f.co)) &&
  (!f.tinh || task.asked.some((one) => one.row.key === f.tinh && !one.doubt)) &&
  (!f.nhom || task.cluster?.id === f.nhom);

const taskTexts = (task) => [task.content, task.ward.full_name, task.deadline, task.output, task.note, task.plan.file, ...task.lead.map((one) => one.name), ...task.helping.map((one) => one.name)];

// The rows of each view under the present filters.
const shown = {
  wards: () => ROWS.wards.filter((ward) => (!STATE.filters.xa || ward.id === STATE.filters.xa) && (!STATE.filters.gui || testSent(ward, STATE.filters.gui)) && holds(ward, words(), (row) => [row.full_name, row.number])),
  tasks: () => ROWS.tasks.filter((task) => testTask(task, STATE.filters) && holds(task, words(), taskTexts)),
  dues: (but = null) => ROWS.dues.filter((due) => {
    const f = STATE.filters;
    return testTask(due.task, f) && (but === "thang" || !f.thang || due.date.startsWith(f.thang)) && (!f.khi || soon(due.date, f.khi)) && holds(due.task, words(), taskTexts);
  }),
  asked: () => ROWS.asked.filter((row) => {
    const f = STATE.filters;
    return (!f.lv || row.domain?.id === f.lv) && (!f.giao || row.asked === f.giao) && (f.co !== "khong-ai" || nobody(row)) && (!f.tinh || row.key === f.tinh) && holds(row, words(), (one) => [one.content, one.deadline, one.output, ...one.lead]);
  }),
  clusters: () => ROWS.clusters.filter((row) => (!STATE.filters.lv || row.domain?.id === STATE.filters.lv) && holds(row, words(), (one) => [one.label])),
  findings: () => ROWS.findings.filter((row) => (!STATE.filters.xa || row.ward?.id === STATE.filters.xa) && (!STATE.filters.ma || row.code === STATE.filters.ma) && holds(row, words(), (one) => [one.message, one.code])),
  reviews: () => ROWS.reviews.filter((row) => (!STATE.filters.xa || row.ward.id === STATE.filters.xa) && holds(row, words(), (one) => [one.detail, one.ward.full_name, one.plan.file, ROWS.reasons[one.reason]])),
  corrections: () => ROWS.corrections.filter((row) => (!STATE.filters.xa || row.ward.id === STATE.filters.xa) && holds(row, words(), (one) => [one.original, one.corrected, one.ward.full_name])),
  plans: () => ROWS.plans.filter((row) => (!STATE.filters.xa || row.ward?.id === STATE.filters.xa) && (!STATE.filters.tt || row.status === STATE.filters.tt) && holds(row, words(), (one) => [one.file, one.number, one.title, one.ward?.full_name])),
};

const nobody = (row) => row.without.length > 0 && row.matches.length === 0;
