"use strict";
// Elements are made here, and text goes in as text: nothing that a document says is ever read as markup.
const el = (tag, props = {}, ...inside) => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) if (value !== null && value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : value);
  made.append(...inside.flat(Infinity).filter((one) => one !== null && one !== undefined && one !== false && one !== ""));
  return made;
};

const LONG = 420;

// A text of a document, kept to itself whatever writing direction it asks for; a very long one is folded up.
const said = (text, props = {}) => {
  if (!text) return null;
  if (text.length <= LONG) return el("bdi", props, text);
  const cut = text.lastIndexOf(" ", LONG - 60);
  const at = cut > LONG / 2 ? cut : LONG - 60;
  return el("details", { class: "long" }, el("summary", {}, el("bdi", props, `${text.slice(0, at)} …`)), el("bdi", props, text.slice(at)));
};

// A figure, and the way to the rows that it counts.
const figure = (value, view, filters, label) => (value ? el("a", { class: "figure", href: link(view, filters), "aria-label": `${number(value)} ${label}` }, number(value)) : el("span", { class: "none" }, "0"));

const wardLink = (ward) => (ward ? el("a", { href: link("xa-phuong", { xa: ward.id }) }, el("bdi", {}, ward.title)) : null);

const source = (plan, page) => {
  if (!plan) return null;
  const text = page ? `${plan.file}, trang ${page}` : plan.file;
  const href = plan.href ? plan.href + (page && plan.file.toLowerCase().endsWith(".pdf") ? `#page=${page}` : "") : null;
  return href ? el("a", { class: "source", href }, el("bdi", {}, text)) : el("bdi", { class: "source" }, text);
};

const units = (list) => list.map((one, n) => [n ? "; " : "", el("bdi", {}, one.name)]);

const tag = (kind, text) => el("span", { class: `tag ${kind}` }, text);

const bar = (share, text) => {
  const drawn = el("span", { class: "bar", "aria-hidden": "true" }, el("span", {}));
  drawn.firstChild.style.inlineSize = `${Math.round(100 * share)}%`;
  return el("span", { class: "measure" }, drawn, el("span", {}, text));
};

const panel = (title, note, ...inside) => el("section", { class: "panel" }, el("h3", {}, title), note && el("p", { class: "note" }, note), inside);

// Tables cannot be narrower than their words: they scroll in their own box, which the keyboard reaches.
const scroller = (label, inside) => el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": label }, inside);
