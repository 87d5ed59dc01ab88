"use strict";
// The tables as objects that point at each other, and what is looked up in them.
const ROWS = (() => {
  const raw = JSON.parse(document.getElementById("rows").textContent);
  const expand = (table) => table.rows.map((row, at) => {
    const one = { at };
    table.fields.forEach((field, n) => {
      if (field.endsWith("*")) one[field.slice(0, -1)] = row[n] === null ? null : raw.texts[row[n]];
      else one[field] = row[n];
    });
    return one;
  });
  const all = { about: raw.about, codes: raw.codes, reasons: raw.reasons };
  for (const name of ["wards", "plans", "unread", "domains", "units", "asked", "clusters", "tasks", "dues", "findings", "reviews", "corrections"]) all[name] = expand(raw[name]);
  const pick = (table, at) => (at === null || at === undefined ? null : all[table][at]);
  const point = (rows, names) => rows.forEach((row) => { for (const [field, table] of Object.entries(names)) row[field] = pick(table, row[field]); });
  const units = (pairs) => {
    const found = [];
    for (let n = 0; n < pairs.length; n += 2) found.push({ unit: all.units[pairs[n]], name: raw.texts[pairs[n + 1]] });
    return found;
  };
  for (const task of all.tasks) {
    task.lead = units(task.lead);
    task.helping = units(task.helping);
    task.dues = [];
    task.asked = [];
    task.cluster = null;
  }
  point(all.tasks, { plan: "plans", ward: "wards", domain: "domains" });
  point(all.plans, { ward: "wards", stands_for: "plans" });
  point(all.dues, { task: "tasks" });
  point(all.asked, { domain: "domains" });
  point(all.findings, { ward: "wards", plan: "plans", task: "tasks", asked: "asked" });
  point(all.reviews, { ward: "wards", plan: "plans", task: "tasks" });
  point(all.corrections, { ward: "wards", plan: "plans" });
  point(all.clusters, { domain: "domains" });
  point(all.unread, { ward: "wards" });
  for (const row of all.unread) all.plans.push({ status: "unread", pages: null, number: null, date: null, title: null, signer: null, tasks: null, stands_for: null, ...row });
  for (const ward of all.wards) {
    Object.assign(ward, { tasks: [], findings: [], reviews: [], corrections: [], sent: ward.plans.length > 0 });
    ward.plans = ward.plans.map((at) => all.plans[at]);
    ward.title = ward.full_name.charAt(0).toLocaleUpperCase("vi") + ward.full_name.slice(1);
  }
  for (const task of all.tasks) task.ward.tasks.push(task);
  for (const due of all.dues) due.task.dues.push(due);
  for (const name of ["findings", "reviews", "corrections"]) for (const row of all[name]) row.ward?.[name].push(row);
  for (const row of all.asked) {
    row.matches = row.matches.map(([at, doubt, later]) => ({ task: all.tasks[at], doubt: doubt === 1, later: later === 1 }));
    for (const match of row.matches) match.task.asked.push({ row, doubt: match.doubt, later: match.later });
    row.in_doubt = row.in_doubt.map((at) => all.wards[at]);
    row.without = row.without.map((at) => all.wards[at]);
    row.sure = [...new Set(row.matches.filter((match) => !match.doubt).map((match) => match.task.ward))];
  }
  for (const row of all.clusters) {
    row.tasks = row.tasks.map((at) => all.tasks[at]);
    row.outliers = row.outliers.map((at) => all.tasks[at]);
    for (const task of row.tasks) task.cluster = row;
  }
  return all;
})();

// Letters without marks, so that "cai cach" finds "cải cách".
const fold = (text) => text.toLocaleLowerCase("vi").normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");

const haystacks = new WeakMap();
const holds = (row, words, texts) => {
  if (!words.length) return true;
  if (!haystacks.has(row)) haystacks.set(row, fold(texts(row).filter(Boolean).join(" ")));
  const hay = haystacks.get(row);
  return words.every((word) => hay.includes(word));
};

const number = (value) => value.toLocaleString("vi-VN");
const day = (date) => (date ? date.split("-").reverse().join("/") : "");
const month = (text) => `${Number(text.slice(5))}/${text.slice(0, 4)}`;
const addDays = (date, days) => {
  const found = new Date(`${date}T00:00:00Z`);
  found.setUTCDate(found.getUTCDate() + days);
  return found.toISOString().slice(0, 10);
};
const count = (rows, test) => rows.reduce((sum, row) => sum + (test(row) ? 1 : 0), 0);
