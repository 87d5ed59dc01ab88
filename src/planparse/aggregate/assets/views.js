"use strict";
// The other views. Each gives its elements, and how many rows it shows.
const dueText = (task) => [said(task.deadline), task.timed && task.due && task.deadline !== day(task.due) ? el("span", { class: "sub" }, `đến ${day(task.due)}`) : null];

const taskColumns = () => [
  { title: "Nhiệm vụ", cell: (task) => [said(task.content), task.helping.length > 0 && el("span", { class: "sub" }, "Phối hợp: ", units(task.helping)), task.note && el("span", { class: "sub" }, "Ghi chú: ", said(task.note))], by: (task) => task.content },
  { title: "Xã, phường", main: true, cell: (task) => wardLink(task.ward), by: (task) => task.ward.name },
  { title: "Chủ trì", cell: (task) => (task.lead.length ? units(task.lead) : tag("bad", "không ghi")), by: (task) => task.lead[0]?.name },
  { title: "Thời hạn", cell: (task) => (task.deadline ? dueText(task) : tag("bad", "không ghi")), by: (task) => task.due },
  { title: "Sản phẩm", cell: (task) => said(task.output), by: (task) => task.output },
  { title: "Lĩnh vực", cell: (task) => task.domain?.title, by: (task) => task.domain?.at },
  { title: "Nguồn", cell: (task) => [source(task.plan, task.page), el("span", { class: "sub" }, `việc thứ ${task.order}${task.marker ? ` (TT ${task.marker})` : ""}`), task.marks > 0 && tag("warn", `${task.marks} chỗ cần xem lại`)], by: (task) => `${task.plan.file} ${task.order}` },
];

const missingOf = (ward) => ROWS.asked.filter((row) => row.without.includes(ward));

// A file that could not be read is known by its name only.
const notSent = (ward) => (ward.unread ? tag("warn", "Đã gửi, không đọc được") : tag("bad", "Chưa có"));

const oneWard = (ward) => {
  const facts = [];
  const fact = (name, ...inside) => facts.push(el("div", {}, el("dt", {}, name), el("dd", {}, inside)));
  if (ward.sent) {
    fact("Kế hoạch", said(ward.number) ?? tag("warn", "để trống số"), ward.date ? `, ngày ${day(ward.date)}` : [", ", tag("warn", "để trống ngày")]);
    if (ward.on_time) fact("Đúng hạn", tag({ on_time: "good", late: "bad", unknown: "warn" }[ward.on_time], WORDS.onTime[ward.on_time]), ward.days_late ? ` ${number(ward.days_late)} ngày` : "");
    fact("Đầy đủ", `${ward.score}%`);
    fact("Nhiệm vụ", figure(ward.tasks.length, "nhiem-vu", { xa: ward.id }, "nhiệm vụ"));
    fact("Mốc đến hạn", figure(ward.tasks.reduce((sum, task) => sum + task.dues.length, 0), "thoi-han", { xa: ward.id }, "mốc đến hạn"));
    fact("Cần xem lại", figure(ward.reviews.length, "xem-lai", { xa: ward.id }, "chỗ cần xem lại"));
  } else fact("Kế hoạch", notSent(ward));
  fact("Tệp đã gửi", figure(count(ROWS.plans, (plan) => plan.ward === ward && plan.status !== "reference"), "tep", { xa: ward.id }, "tệp"));
  const missing = missingOf(ward);
  return el("section", { class: "panel ward" }, el("h3", {}, ward.title), el("dl", { class: "facts" }, facts),
    ward.findings.length > 0 && [el("h4", {}, figure(ward.findings.length, "phat-hien", { xa: ward.id }, "phát hiện"), " phát hiện"), el("ul", { class: "said" }, ward.findings.map((one) => el("li", {}, tag(one.severity, WORDS.severity[one.severity]), " ", said(one.message))))],
    missing.length > 0 && el("details", { class: "unfold" }, el("summary", {}, `${number(missing.length)} việc tỉnh giao chưa có trong kế hoạch`, count(missing, nobody) > 0 && ` (${number(count(missing, nobody))} việc chưa nơi nào có)`), el("ol", {}, missing.map((row) => el("li", { value: row.order }, el("a", { href: link("tinh-giao", { tinh: row.key }) }, said(row.content)), nobody(row) && [" ", tag("warn", "chưa nơi nào có")])))),
    ward.sent && [el("h4", {}, "Theo lĩnh vực"), bars(`Nhiệm vụ của ${ward.title} theo lĩnh vực`, ROWS.domains.map((domain) => ({ name: domain.title, value: count(ward.tasks, (task) => task.domain === domain), href: link("nhiem-vu", { xa: ward.id, lv: domain.id }) })))]);
};

const wardColumns = () => {
  const part = (title, kind, filter, label) => ({ title, number: true, cell: (ward) => (ward.sent ? figure(count(ward.tasks, (task) => testHas(task, kind)), "nhiem-vu", { xa: ward.id, co: filter }, `${label}, ${ward.title}`) : null), by: (ward) => (ward.sent ? count(ward.tasks, (task) => testHas(task, kind)) : null) });
  const columns = [
    { title: "Xã, phường", main: true, cell: (ward) => [wardLink(ward), !ward.listed && [" ", tag("warn", "ngoài danh sách")]], by: (ward) => ward.name },
    { title: "Kế hoạch", cell: (ward) => (ward.sent ? [said(ward.number) ?? tag("warn", "để trống số"), el("span", { class: "sub" }, ward.date ? day(ward.date) : "để trống ngày")] : notSent(ward)), by: (ward) => ward.date },
    { title: "Đầy đủ", number: true, cell: (ward) => (ward.sent ? bar(ward.score / 100, `${ward.score}%`) : null), by: (ward) => ward.score },
    { title: "Nhiệm vụ", number: true, cell: (ward) => (ward.sent ? figure(ward.tasks.length, "nhiem-vu", { xa: ward.id }, `nhiệm vụ, ${ward.title}`) : null), by: (ward) => (ward.sent ? ward.tasks.length : null) },
    part("Có chủ trì", "chu-tri", "chu-tri", "nhiệm vụ có chủ trì"),
    part("Có thời hạn", "thoi-han", "thoi-han", "nhiệm vụ có thời hạn"),
    part("Có sản phẩm", "san-pham", "san-pham", "nhiệm vụ có sản phẩm"),
    { title: "Cần xem lại", number: true, cell: (ward) => (ward.sent ? figure(ward.reviews.length, "xem-lai", { xa: ward.id }, `chỗ cần xem lại, ${ward.title}`) : null), by: (ward) => ward.reviews.length },
    { title: "Phát hiện", number: true, cell: (ward) => figure(ward.findings.length, "phat-hien", { xa: ward.id }, `phát hiện, ${ward.title}`), by: (ward) => ward.findings.length },
  ];
  if (ROWS.about.reference) {
    columns.splice(2, 0, { title: "Đúng hạn", cell: (ward) => (ward.on_time ? [tag({ on_time: "good", late: "bad", unknown: "warn" }[ward.on_time], WORDS.onTime[ward.on_time]), ward.days_late ? el("span", { class: "sub" }, `${number(ward.days_late)} ngày`) : null] : null), by: (ward) => ward.days_late ?? { on_time: -1, unknown: 0 }[ward.on_time] });
    columns.splice(8, 0, { title: "Việc tỉnh giao", number: true, cell: (ward) => (ward.sent && ward.asked !== null ? el("a", { class: "figure", href: link("nhiem-vu", { xa: ward.id, co: "tinh" }), "aria-label": `${ward.taken_up}/${ward.asked} việc tỉnh giao, ${ward.title}` }, `${ward.taken_up}/${ward.asked}`) : null), by: (ward) => ward.taken_up });
  }
  return columns;
};

const wardNames = (wards, limit = 400) => el("ul", { class: "names" }, wards.slice(0, limit).map((ward) => el("li", {}, wardLink(ward))));

const askedColumns = () => {
  const all = count(ROWS.wards, (ward) => ward.sent);
  return [
    { title: "TT", number: true, cell: (row) => String(row.order), by: (row) => row.order },
    { title: "Việc của tỉnh", main: true, cell: (row) => [said(row.content), row.deadline && el("span", { class: "sub" }, "Thời hạn: ", said(row.deadline)), row.output && el("span", { class: "sub" }, "Sản phẩm: ", said(row.output))], by: (row) => row.order },
    { title: "Giao cho", cell: (row) => [WORDS.asked[row.asked], row.lead.length > 0 && el("span", { class: "sub" }, el("bdi", {}, row.lead.join("; ")))], by: (row) => WORDS.asked[row.asked] },
    { title: "Đã đưa vào", number: true, cell: (row) => [row.asked === "no" && !row.matches.length ? el("span", { class: "none" }, "–") : [bar(all ? row.sure.length / all : 0, ""), row.sure.length ? el("a", { class: "figure", href: link("nhiem-vu", { tinh: row.key }), "aria-label": `${number(row.sure.length)}/${number(all)} xã, phường: xem các nhiệm vụ` }, `${number(row.sure.length)}/${number(all)}`) : tag("bad", `0/${number(all)}`)]], by: (row) => row.sure.length },
    { title: "Còn thiếu", cell: (row) => [row.without.length > 0 && el("details", { class: "unfold" }, el("summary", {}, `${number(row.without.length)} nơi chưa có`), wardNames(row.without)), row.in_doubt.length > 0 && el("details", { class: "unfold" }, el("summary", {}, `${number(row.in_doubt.length)} nơi cần xem lại`), wardNames(row.in_doubt))], by: (row) => row.without.length },
    { title: "Hạn sau tỉnh", number: true, cell: (row) => { const later = row.matches.filter((match) => match.later); return later.length ? el("details", { class: "unfold" }, el("summary", {}, number(later.length)), wardNames([...new Set(later.map((match) => match.task.ward))])) : null; }, by: (row) => count(row.matches, (match) => match.later) },
    { title: "Nguồn", cell: (row) => source(ROWS.about.reference, row.page), by: (row) => row.order },
  ];
};

const heat = (wards) => {
  const counts = new Map(wards.map((ward) => [ward, d3.rollup(ward.tasks, (rows) => rows.length, (task) => task.domain)]));
  return heatMap("Số nhiệm vụ theo xã, phường và lĩnh vực", wards, ROWS.domains, {
    value: (ward, domain) => counts.get(ward).get(domain) ?? 0,
    quiet: (domain) => domain.id === "khac",
    rowHead: wardLink,
    columnHead: (domain) => domain.title,
    cellLink: (ward, domain) => link("nhiem-vu", { xa: ward.id, lv: domain.id }),
    cellLabel: (ward, domain, n) => `${ward.title}, ${domain.title}: ${n} nhiệm vụ`,
    rowSum: (ward) => figure(ward.tasks.length, "nhiem-vu", { xa: ward.id }, `nhiệm vụ, ${ward.title}`),
  });
};

// A country has too many communes to draw at once.
const heatPages = (wards) => {
  const more = el("button", { type: "button", class: "more" });
  const box = el("div", { class: "listing" });
  const fill = (upTo) => {
    const part = wards.slice(0, upTo);
    box.replaceChildren(heat(part), more);
    more.hidden = part.length === wards.length;
    more.textContent = `Xem thêm (còn ${number(wards.length - part.length)})`;
    more.onclick = () => fill(upTo + 200);
  };
  fill(200);
  box.showAll = () => fill(wards.length);
  return box;
};

const VIEWS = {
  "tong-quan": () => ({ inside: front() }),
  "xa-phuong": () => {
    const wards = shown.wards();
    const one = STATE.filters.xa ? ROWS.wards.find((ward) => ward.id === STATE.filters.xa) : null;
    return { inside: [one && oneWard(one), table("xa-phuong", "Các xã, phường", wardColumns(), wards)], rows: wards.length, of: "xã, phường" };
  },
  "linh-vuc": () => {
    const wards = shown.wards().filter((ward) => ward.sent);
    return { inside: [panel("Xã, phường × lĩnh vực", "Ô gạch chéo: chưa có nhiệm vụ nào. Dùng phím mũi tên để đi trong bảng, Enter để xem các nhiệm vụ.", wards.length ? heatPages(wards) : el("p", { class: "empty" }, "Không có dòng nào khớp."))], rows: wards.length, of: "xã, phường" };
  },
  "thoi-han": () => {
    const dues = shown.dues().sort((a, b) => compare(a.date, b.date) || compare(a.task.ward.name, b.task.ward.name));
    const columns = taskColumns();
    const task = (n) => ({ ...columns[n], cell: (due) => columns[n].cell(due.task), by: (due) => columns[n].by(due.task) });
    const today = ROWS.about.today;
    const list = [{ title: "Đến hạn", main: true, cell: (due) => [el("time", { datetime: due.date }, day(due.date)), due.label && el("span", { class: "sub" }, due.label), today && due.date < today && el("span", { class: "sub" }, "đã qua")], by: (due) => due.date }, task(0), { ...task(1), main: false }, task(2), task(3), task(6)];
    return { inside: [panel("Theo tháng", "Chọn một cột để chỉ xem tháng đó.", monthsChart(shown.dues("thang"), STATE.filters, "Số mốc đến hạn theo tháng, theo bộ lọc")), table("thoi-han", "Các mốc đến hạn", list, dues)], rows: dues.length, of: "mốc đến hạn" };
  },
  "nhiem-vu": () => { const rows = shown.tasks(); return { inside: [table("nhiem-vu", "Các nhiệm vụ", taskColumns(), rows)], rows: rows.length, of: "nhiệm vụ" }; },
  "tinh-giao": () => { const rows = shown.asked(); return { inside: [ROWS.about.reference ? table("tinh-giao", "Nhiệm vụ trong kế hoạch của tỉnh", askedColumns(), rows) : el("p", { class: "empty" }, "Chưa có kế hoạch của tỉnh để so.")], rows: rows.length, of: "việc của tỉnh" }; },
  "giong-nhau": () => {
    const rows = shown.clusters();
    const all = count(ROWS.wards, (ward) => ward.sent);
    return { inside: [table("giong-nhau", "Việc giống nhau ở nhiều nơi", [
      { title: "Việc", main: true, cell: (row) => said(row.label), by: (row) => row.label },
      { title: "Nơi có việc", number: true, cell: (row) => [bar(all ? row.wards / all : 0, ""), el("a", { class: "figure", href: link("nhiem-vu", { nhom: row.id }), "aria-label": `${number(row.wards)}/${number(all)} nơi: xem các nhiệm vụ` }, `${number(row.wards)}/${number(all)}`)], by: (row) => row.wards },
      { title: "Cách viết", number: true, cell: (row) => number(row.wordings), by: (row) => row.wordings },
      { title: "Thời hạn", cell: (row) => Object.entries(row.deadlines).sort((a, b) => b[1] - a[1]).map(([kind, n]) => `${number(n)} ${WORDS.kinds[kind] ?? kind}`).join(", "), by: (row) => Object.keys(row.deadlines).length },
      { title: "Sớm nhất", cell: (row) => day(row.first_due), by: (row) => row.first_due },
      { title: "Muộn nhất", cell: (row) => day(row.last_due), by: (row) => row.last_due },
      { title: "Khác hẳn", cell: (row) => (row.outliers.length ? el("details", { class: "unfold" }, el("summary", {}, number(row.outliers.length)), el("ul", {}, row.outliers.map((task) => el("li", {}, wardLink(task.ward), ": ", said(task.content))))) : null), by: (row) => row.outliers.length },
    ], rows)], rows: rows.length, of: "nhóm việc" };
  },
  "phat-hien": () => {
    const rows = shown.findings();
    return { inside: [table("phat-hien", "Phát hiện khi xem mọi kế hoạch cùng nhau", [
      { title: "Mức", cell: (row) => tag(row.severity, WORDS.severity[row.severity]), by: (row) => ["error", "warning", "info"].indexOf(row.severity) },
      { title: "Loại", cell: (row) => [ROWS.codes[row.code] ?? row.code, el("span", { class: "sub" }, row.code)], by: (row) => row.code },
      { title: "Nội dung", main: true, cell: (row) => said(row.message), by: (row) => row.message },
      { title: "Xã, phường", cell: (row) => wardLink(row.ward), by: (row) => row.ward?.name },
      { title: "Nguồn", cell: (row) => source(row.plan, row.page), by: (row) => row.plan?.file },
    ], rows)], rows: rows.length, of: "phát hiện" };
  },
  "xem-lai": () => {
    const rows = shown.reviews();
    return { inside: [table("xem-lai", "Giá trị mà người nên xem lại", [
      { title: "Lý do", main: true, cell: (row) => ROWS.reasons[row.reason] ?? row.reason, by: (row) => row.reason },
      { title: "Chi tiết", cell: (row) => [said(row.detail), row.task && el("span", { class: "sub" }, "Nhiệm vụ: ", said(row.task.content))], by: (row) => row.detail },
      { title: "Xã, phường", cell: (row) => wardLink(row.ward), by: (row) => row.ward.name },
      { title: "Nguồn", cell: (row) => [source(row.plan, row.page), el("code", { class: "sub" }, row.pointer)], by: (row) => row.plan.file },
    ], rows)], rows: rows.length, of: "chỗ cần xem lại" };
  },
  "da-sua": () => {
    const rows = shown.corrections();
    return { inside: [table("da-sua", "Ký tự đã sửa khi đọc", [
      { title: "Trong tệp", main: true, cell: (row) => said(row.original), by: (row) => row.original },
      { title: "Đã sửa thành", cell: (row) => said(row.corrected), by: (row) => row.corrected },
      { title: "Quy tắc", cell: (row) => el("code", {}, row.rule), by: (row) => row.rule },
      { title: "Xã, phường", cell: (row) => wardLink(row.ward), by: (row) => row.ward.name },
      { title: "Nguồn", cell: (row) => source(row.plan, row.page), by: (row) => row.plan.file },
    ], rows)], rows: rows.length, of: "chỗ đã sửa" };
  },
  "tep": () => {
    const rows = shown.plans();
    return { inside: [table("tep", "Các tệp nhận được", [
      { title: "Tệp", main: true, cell: (row) => source(row, null), by: (row) => row.file },
      { title: "Xã, phường", cell: (row) => wardLink(row.ward), by: (row) => row.ward?.name },
      { title: "Tình trạng", cell: (row) => [tag(row.status === "counted" ? "good" : "warn", WORDS.status[row.status]), row.stands_for && el("span", { class: "sub" }, "tính theo ", source(row.stands_for, null))], by: (row) => row.status },
      { title: "Số, ngày", cell: (row) => (row.status === "unread" ? null : [said(row.number) ?? "để trống số", el("span", { class: "sub" }, row.date ? day(row.date) : "để trống ngày")]), by: (row) => row.date },
      { title: "Tiêu đề", cell: (row) => (row.status === "unread" ? [said(row.why), el("span", { class: "sub" }, said(row.advice))] : said(row.title)), by: (row) => row.title },
      { title: "Người ký", cell: (row) => said(row.signer), by: (row) => row.signer },
      { title: "Nhiệm vụ", number: true, cell: (row) => (row.status === "counted" ? figure(row.tasks, "nhiem-vu", { xa: row.ward?.id }, "nhiệm vụ của nơi này") : row.tasks === null ? null : number(row.tasks)), by: (row) => row.tasks },
      { title: "Trang", number: true, cell: (row) => (row.pages ? number(row.pages) : null), by: (row) => row.pages },
    ], rows)], rows: rows.length, of: "tệp" };
  },
};
