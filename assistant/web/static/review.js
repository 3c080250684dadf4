/* The review page's own script: shows one cell at a time beside its page, takes decisions by button or key. No eval. */
"use strict";
(() => {
  const desk = document.querySelector("#desk");
  const at = "/review/" + desk.dataset.name;
  const by = document.querySelector("#by");
  let draft = null;
  let now = null; // key of the cell on screen
  let busy = false;

  const find = (id) => document.getElementById(id);
  const item = () => draft && draft.items.find((one) => one.key === now);
  const begun = () => by.dataset.taken === by.value.trim() && by.value.trim() !== "";

  function say(words, good) {
    find("said").className = good ? "good" : "";
    find("said").textContent = words || "";
  }

  async function call(path, body) {
    const sent = body === undefined ? {} : { method: "POST", headers: { "Content-Type": "application/json", "X-Review": "1" }, body: JSON.stringify(body) };
    let reply;
    try { reply = await fetch(at + path, sent); } catch { say("没有连上程序，请检查它是否还在运行。已作的决定都已存下。"); return null; }
    let told = {};
    try { told = await reply.json(); } catch { /* a fault of ours has no words of its own */ }
    if (!reply.ok) { say(told.trouble || "出了点问题，这一项没有记下。这不是您的原因，请再试一次。"); return null; }
    return told;
  }

  function listed(list, words) {
    list.replaceChildren(...words.map((word) => { const li = document.createElement("li"); li.textContent = word; return li; }));
  }

  const SIGNS = { accept: "✓ 接受", correct: "✎ 更正", reject: "✕ 不采用", drop: "✕ 删行" };
  const sign = (one) => one.decision ? SIGNS[one.decision.act] : one.must ? "● 须定" : "○ 未看";

  function show(told) {
    draft = told;
    if (!item()) now = (draft.items.find((one) => one.open) || draft.items[0] || {}).key;
    const done = draft.items.filter((one) => one.decision).length;
    find("progress").textContent = (draft.open ? `还有 ${draft.open} 格须定` : "须定的都定了") + `，已定 ${done}／${draft.items.length}` + (draft.accepted ? "；已整份接受" : "");
    find("accept-all").disabled = !begun() || draft.open > 0;
    find("warnings").hidden = draft.warnings.length === 0;
    find("warnings").querySelector("summary").textContent = `导入时没有对上的（${draft.warnings.length}）`;
    listed(find("warnings").querySelector("ul"), draft.warnings);
    draw();
  }

  function draw() {
    const one = item();
    if (!one) return;
    const locked = !begun();
    find("address").textContent = (one.table ? one.table + "：" : "") + one.row + "　" + (one.grade.length < 3 ? one.grade + "级" : one.grade);
    const told = one.decision;
    find("state").textContent = sign(one) + `　把握 ${one.confidence.toFixed(2)}` + (told ? `　${told.by} ${told.at.slice(0, 16).replace("T", " ")}` : "");
    listed(find("doubts"), one.doubts);
    find("raw").textContent = (told && told.raw !== null ? told.raw : one.raw) || "（空）";
    const numbers = (told && told.numbers) || one.numbers;
    listed(find("numbers"), numbers.length ? numbers : [one.same_as ? `同${one.same_as}级` : "没有读出数值"]);
    for (const button of document.querySelectorAll("#acts button, [data-act=drop]")) button.disabled = locked;
    document.querySelector("[data-act=undo]").disabled = locked || !told;
    mates(one);
    paper(one);
    all();
  }

  function mates(one) {
    const parts = [];
    for (const other of draft.items.filter((o) => o.table === one.table && o.row === one.row && o.key !== one.key)) {
      const dt = document.createElement("dt"), dd = document.createElement("dd");
      dt.textContent = other.grade; dd.textContent = other.raw || "（空）";
      parts.push(dt, dd);
    }
    find("mates").replaceChildren(...parts);
    find("row-mates").hidden = parts.length === 0;
  }

  function paper(one) {
    const image = find("image"), missing = find("no-paper");
    const there = draft.source && one.page;
    find("sheet").hidden = !there;
    find("paper-title").textContent = one.page ? `${draft.file}　第 ${one.page} 页` : draft.file;
    missing.textContent = there ? "" : one.page ? `找不到原文件，无法显示页面。请把 ${draft.file} 放到资料库的 sources 文件夹。` : "这份文件没有页面图像，请对照原文件。";
    if (!there) return;
    const src = `${at}/page/${one.page}`;
    if (image.getAttribute("src") !== src) {
      image.alt = `${draft.file} 第 ${one.page} 页的图像`;
      image.onload = () => marks(one.page);
      image.onerror = () => { find("sheet").hidden = true; missing.textContent = "这一页的图像没有取到，请对照原文件。"; };
      image.src = src;
    } else marks(one.page);
  }

  function marks(page) {
    const image = find("image");
    if (!image.naturalWidth || !item() || item().page !== page) return;
    const scale = 72 / draft.dpi; // points of one picture dot
    const width = image.naturalWidth * scale, height = image.naturalHeight * scale;
    const boxes = draft.items.filter((one) => one.page === page && one.box).map((one) => {
      const [x0, top, x1, bottom] = one.box, div = document.createElement("div");
      div.style.left = 100 * x0 / width + "%"; div.style.top = 100 * top / height + "%";
      div.style.width = 100 * (x1 - x0) / width + "%"; div.style.height = 100 * (bottom - top) / height + "%";
      if (one.key === now) div.className = "now";
      return div;
    });
    find("marks").replaceChildren(...boxes);
    const mine = find("marks").querySelector(".now");
    if (!mine) return;
    find("paper").scrollTop = Math.max(0, mine.offsetTop - find("paper").clientHeight / 3);
    find("paper").scrollLeft = Math.max(0, mine.offsetLeft - find("paper").clientWidth / 3);
  }

  function all() {
    const rows = draft.items.map((one) => {
      const li = document.createElement("li"), button = document.createElement("button");
      const mark = document.createElement("span"), name = document.createElement("span");
      li.className = one.decision ? "done" : one.must ? "must" : "";
      mark.className = "sign"; mark.textContent = sign(one);
      name.textContent = one.address;
      button.type = "button"; button.append(mark, name);
      if (one.key === now) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => go(one.key));
      li.append(button);
      return li;
    });
    find("all").replaceChildren(...rows);
  }

  function go(key) {
    if (!key) return;
    now = key;
    closeEdit();
    draw();
    find("address").focus({ preventScroll: true });
    find("cell").scrollTop = 0;
  }

  function step(by) {
    const index = draft.items.findIndex((one) => one.key === now) + by;
    if (index >= 0 && index < draft.items.length) go(draft.items[index].key);
  }

  function pending() {
    const index = draft.items.findIndex((one) => one.key === now);
    const later = [...draft.items.slice(index + 1), ...draft.items.slice(0, index + 1)];
    const next = later.find((one) => one.open);
    if (next) go(next.key); else say("须定的都定了，可以整份接受。", true);
  }

  async function decide(act, more) {
    const one = item();
    if (!one || busy || !begun()) { if (!begun()) { say("请先写审核人并点“开始审核”。"); by.focus(); } return; }
    if (act === "drop" && !confirm(`“${one.row}”整行不是指标，要从表里删去吗？`)) return;
    busy = true;
    const cell = act === "drop" ? draft.items.filter((o) => o.table === one.table && o.row === one.row)[0] : one;
    const told = await call("/decide", { cell: cell.key, act, by: by.value.trim(), seen: cell.decision ? cell.decision.at : "", ...more });
    busy = false;
    if (!told) return;
    say("");
    closeEdit();
    const index = draft.items.findIndex((o) => o.key === now);
    const next = act === "undo" ? now : (draft.items[index + 1] || draft.items[index]).key;
    now = next;
    show(told);
    find("address").focus({ preventScroll: true });
  }

  function openEdit() {
    const one = item();
    if (!one || !begun()) { decide("edit"); return; }
    find("edit-raw").value = one.decision && one.decision.raw !== null ? one.decision.raw : one.raw;
    find("edit-numbers").value = ((one.decision && one.decision.numbers) || one.numbers).join("\n");
    find("edit").hidden = false; find("told").hidden = true; find("acts").hidden = true;
    find("edit-raw").focus();
  }

  function closeEdit() {
    if (find("edit").hidden) return;
    find("edit").hidden = true; find("told").hidden = false; find("acts").hidden = false;
  }

  function larger() {
    const on = find("sheet").classList.toggle("large");
    find("larger").setAttribute("aria-pressed", String(on));
    const one = item();
    if (one && one.page) marks(one.page);
  }

  const save = () => decide("correct", { raw: find("edit-raw").value, numbers: find("edit-numbers").value });
  const ACTS = {
    accept: () => decide("accept"), edit: openEdit, reject: () => decide("reject"), undo: () => decide("undo"),
    previous: () => step(-1), next: () => step(1), pending, drop: () => decide("drop"), larger,
  };
  const KEYS = { a: "accept", e: "edit", x: "reject", u: "undo", k: "previous", j: "next", n: "pending", z: "larger" };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-act]");
    if (button && !button.disabled) ACTS[button.dataset.act]();
  });
  document.addEventListener("keydown", (event) => {
    if (!draft) return;
    if (event.target.closest("#edit")) {
      if (event.key === "Escape") { event.preventDefault(); closeEdit(); find("address").focus(); }
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); save(); }
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest("input, textarea")) return;
    const act = KEYS[event.key.toLowerCase()];
    if (act) { event.preventDefault(); ACTS[act](); }
  });
  find("edit").addEventListener("submit", (event) => { event.preventDefault(); save(); });
  find("cancel").addEventListener("click", () => { closeEdit(); find("address").focus(); });
  by.addEventListener("input", () => { if (draft) show(draft); });
  find("who").addEventListener("submit", async (event) => {
    event.preventDefault();
    const name = by.value.trim();
    let told = await call("/take", { by: name });
    if (!told && /正在审核/.test(find("said").textContent) && confirm(find("said").textContent + "\n要接手吗？")) told = await call("/take", { by: name, over: true });
    if (!told) return;
    by.dataset.taken = name;
    try { sessionStorage.setItem("reviewer", name); } catch { /* a browser that keeps nothing asks again */ }
    say("");
    show(told);
    find("address").focus();
  });
  find("accept-all").addEventListener("click", async () => {
    let told = await call("/accept", { by: by.value.trim() });
    if (!told && /已有审核过的表/.test(find("said").textContent) && confirm("已有审核过的表，要用这一份代替吗？旧表会移到一边。")) told = await call("/accept", { by: by.value.trim(), replace: true });
    if (!told) return;
    say(`已整份接受，写入 ${told.guide_file}。现在可以用它回答和定级。`, true);
    const fresh = await call("/data");
    if (fresh) { show(fresh); say(`已整份接受，写入 ${told.guide_file}。现在可以用它回答和定级。`, true); }
  });

  (async () => {
    try { by.value = sessionStorage.getItem("reviewer") || ""; } catch { /* as above */ }
    const told = await call("/data");
    if (!told) return;
    if (told.claim) say(`${told.claim.by} 正在审核这份草稿（${told.claim.since.slice(0, 16).replace("T", " ")} 起）。`);
    show(told);
  })();
})();
