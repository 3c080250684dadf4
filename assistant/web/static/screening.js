/* 材料预审: uploads, progress, the evidence viewer, overruling. HTML comes from our own server only, already escaped. */
"use strict";
(() => {
  const OURS = { "X-Pack": "1" };
  const STATUS = [["present", "已提交"], ["missing", "缺"], ["expired", "已过期"], ["suspect", "需人工核对"],
    ["illegible", "未读清"], ["not_applicable", "不涉及"]];
  let room = null;
  let timer = 0;
  let uploading = false;
  let opener = null;

  const live = document.createElement("div");
  live.className = "sr-only";
  live.setAttribute("role", "status");
  live.setAttribute("aria-live", "polite");
  const dialog = document.createElement("dialog");
  dialog.className = "pack-dialog";
  dialog.addEventListener("close", () => {
    if (dialog.open) return; /* told late: the next one stands in it already */
    const back = opener;
    opener = null;
    dialog.replaceChildren();
    if (back && back.isConnected) back.focus();
  });

  function say(words) {
    live.textContent = "";
    requestAnimationFrame(() => { live.textContent = words; });
  }

  function element(tag, attributes, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (value === true) made.setAttribute(name, "");
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(name, value);
    }
    made.append(...children);
    return made;
  }

  function put(html, focus) {
    if (!room) return;
    room.innerHTML = html;
    const title = room.querySelector(".pack-title");
    if (title && focus) { title.focus(); say(title.textContent + "。" + ((room.querySelector(".badge") || {}).textContent || "")); }
    clearTimeout(timer);
    if (room.querySelector(".pack.running")) timer = setTimeout(poll, 600);
  }

  async function show(focus) {
    try {
      const reply = await fetch("pack/panel");
      if (reply.ok) put(await reply.text(), focus);
    } catch { trouble("没能连上程序，请检查它是否还在运行。"); }
  }

  async function act(what, told, focus) {
    try {
      const reply = await fetch("pack/" + what, {
        method: "POST", headers: { ...OURS, "Content-Type": "application/json" }, body: JSON.stringify(told || {}),
      });
      const text = await reply.text();
      if (reply.ok) { put(text, focus !== false); return true; }
      trouble(text);
    } catch { trouble("没能连上程序，请检查它是否还在运行。"); }
    return false;
  }

  function trouble(words) {
    if (!room) return;
    const place = dialog.open ? dialog.querySelector("form") || room : room.querySelector(".pack") || room;
    place.querySelectorAll(".trouble.said").forEach((old) => old.remove());
    const said = element("p", { class: "trouble said", role: "alert" }, words);
    const after = place.querySelector("h2");
    if (after) after.after(said); else place.prepend(said);
    said.scrollIntoView({ block: "nearest" });
  }

  async function poll() {
    try {
      const reply = await fetch("pack/progress");
      if (!reply.ok) { await show(true); return; }
      const at = await reply.json();
      const bar = room.querySelector(".pack.running progress");
      if (at.stage !== "running" && at.stage !== "waiting") { await show(true); return; }
      if (bar) bar.value = at.share;
      const words = room.querySelector(".pack.running .at");
      if (words && words.textContent !== at.say) words.textContent = at.say;
    } catch { /* the next look may find it again */
      const words = room.querySelector(".pack.running .at");
      if (words) words.textContent = "没能连上程序，正在重试……";
    }
    clearTimeout(timer);
    if (room.querySelector(".pack.running")) timer = setTimeout(poll, 800);
  }

  /* uploads */
  function send(file, name, onBytes) {
    return new Promise((done) => {
      const request = new XMLHttpRequest();
      request.open("PUT", "pack/file?name=" + encodeURIComponent(name));
      request.setRequestHeader("X-Pack", "1");
      request.upload.addEventListener("progress", (event) => onBytes(event.loaded));
      request.addEventListener("load", () => done(request.status < 300 ? "" : request.responseText || "没有存下来"));
      request.addEventListener("error", () => done("上传中断，请再试一次"));
      request.send(file);
    });
  }

  async function upload(files) {
    if (uploading || !files.length) return;
    uploading = true;
    const box = room.querySelector(".uploading");
    const bar = box && box.querySelector("progress");
    const words = box && box.querySelector("span");
    if (box) box.hidden = false;
    const total = files.reduce((sum, [file]) => sum + file.size, 0) || 1;
    let before = 0;
    let wrong = "";
    let count = 0;
    for (const [file, name] of files) {
      count += 1;
      if (words) words.textContent = "正在上传 " + count + " / " + files.length + "：" + name;
      wrong = await send(file, name, (bytes) => { if (bar) bar.value = (before + bytes) / total; });
      if (wrong) { wrong = name + "：" + wrong; break; }
      before += file.size;
    }
    uploading = false;
    await show(false);
    if (wrong) trouble(wrong); else say("已上传 " + count + " 个文件");
    const start = room.querySelector('[data-do="start"]');
    if (start && !start.disabled) start.focus();
  }

  async function dropped(transfer) {
    const entries = Array.from(transfer.items || [], (item) => item.webkitGetAsEntry && item.webkitGetAsEntry()).filter(Boolean);
    if (!entries.length) { upload(Array.from(transfer.files, (file) => [file, file.name])); return; }
    const found = [];
    for (const entry of entries) await walk(entry, "", found);
    upload(found);
  }

  async function walk(entry, folder, found) {
    if (entry.isFile) {
      const file = await new Promise((done) => entry.file(done, () => done(null)));
      if (file) found.push([file, folder + entry.name]);
      return;
    }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((done) => reader.readEntries(done, () => done([])));
      if (!some.length) return;
      for (const inner of some) await walk(inner, folder + entry.name + "/", found);
    }
  }

  async function earlier(file) {
    try {
      const reply = await fetch("pack/previous", { method: "PUT", headers: OURS, body: file });
      const text = await reply.text();
      if (reply.ok) { put(text, false); say("已选上次的报告"); } else trouble(text);
    } catch { trouble("没能连上程序，请检查它是否还在运行。"); }
  }

  /* what was chosen beside the files */
  function chosen() {
    const value = (name) => (room.querySelector('[name="' + name + '"]') || {}).value || "";
    const when = Array.from(room.querySelectorAll('[name="when"]'));
    const of = (kind) => when.filter((s) => s.value === kind).map((s) => s.dataset.id);
    return { grade: value("grade"), industry: value("industry"), with: of("with"), without: of("without") };
  }

  /* the page that evidence lies on */
  function view(query) {
    const asked = new URLSearchParams(query);
    const file = asked.get("file");
    let page = Number(asked.get("page"));
    const first = page;
    const title = element("h2", { id: "pack-dialog-title", tabindex: "-1" });
    const picture = element("img", {});
    const gone = element("p", { class: "note", hidden: true }, "这一页没有图像可看（例如 Word、Excel 文件），请打开原文件核对。");
    const again = () => {
      const at = new URLSearchParams({ file, page: String(page) });
      if (page === first && asked.get("box")) at.set("box", asked.get("box"));
      title.textContent = file + " 第" + page + "页";
      picture.alt = title.textContent + (at.get("box") ? "，框出了看到的内容" : "");
      picture.hidden = false;
      gone.hidden = true;
      picture.src = "pack/page?" + at;
    };
    picture.addEventListener("error", () => { picture.hidden = true; gone.hidden = false; });
    const step = (by) => element("button", { type: "button" }, by < 0 ? "上一页" : "下一页");
    const [back, on] = [step(-1), step(1)];
    back.addEventListener("click", () => { if (page > 1) { page -= 1; again(); } });
    on.addEventListener("click", () => { page += 1; again(); });
    dialog.replaceChildren(title, element("p", { class: "buttons" }, back, on, closer()),
      element("div", { class: "sheet", tabindex: "0", role: "region", "aria-label": "页面图像" }, picture, gone));
    open(title);
    again();
  }

  function closer() {
    const button = element("button", { type: "button" }, "关闭");
    button.addEventListener("click", () => dialog.close());
    return button;
  }

  function open(title) {
    dialog.setAttribute("aria-labelledby", "pack-dialog-title");
    if (!dialog.open) { opener = document.activeElement; dialog.showModal(); }
    title.focus();
  }

  /* a clerk decides otherwise */
  function overrule(data) {
    const title = element("h2", { id: "pack-dialog-title", tabindex: "-1" }, "改判：" + data.name);
    const kinds = element("select", { name: "status" },
      ...STATUS.map(([code, words]) => element("option", { value: code, selected: code === data.status }, words)));
    const by = element("input", { name: "by", maxlength: "40", required: true, autocomplete: "name" });
    const reason = element("textarea", { name: "reason", maxlength: "500", rows: "3", required: true });
    const save = element("button", { type: "submit", class: "lead-act" }, "保存");
    const form = element("form", { method: "dialog" }, title,
      element("p", { class: "soft" }, "程序的判断会保留，和您的改判、姓名、理由一起写进报告。"),
      element("label", {}, "改成 ", kinds), element("label", {}, "姓名 ", by), element("label", {}, "理由 ", reason));
    const buttons = element("p", { class: "buttons" }, save);
    if (data.overruled) {
      const undo = element("button", { type: "button" }, "撤销改判");
      undo.addEventListener("click", async () => { if (await act("overrule", { id: data.id, status: "withdraw" }, false)) back(data.id); });
      buttons.append(undo);
    }
    buttons.append(closer());
    form.append(buttons);
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const told = { id: data.id, status: kinds.value, by: by.value, reason: reason.value };
      if (await act("overrule", told, false)) back(data.id);
    });
    dialog.replaceChildren(form);
    open(title);
  }

  function back(id) {
    opener = room.querySelector('[data-do="overrule"][data-id="' + CSS.escape(id) + '"]');
    dialog.close();
    say("已改判");
  }

  /* asking before what cannot be taken back */
  function sure(words, then) {
    const title = element("h2", { id: "pack-dialog-title", tabindex: "-1" }, words);
    const yes = element("button", { type: "button", class: "danger" }, "删除");
    yes.addEventListener("click", () => { opener = null; dialog.close(); then(); });
    dialog.replaceChildren(title, element("p", {}, "上传的文件、识别出的文字和报告都会从这台机器上删掉，不能恢复。"),
      element("p", { class: "buttons" }, yes, closer()));
    open(title);
  }

  async function copyNotice(button) {
    const list = room.querySelector(".notice-list ol");
    const lines = Array.from(list.children, (item, n) => (n + 1) + ". " + item.innerText.replace(/\n{2,}/g, "\n").trim());
    try { await navigator.clipboard.writeText(lines.join("\n\n")); button.textContent = "已复制"; }
    catch { button.textContent = "没能复制，请手工选中复制"; }
    say(button.textContent);
    setTimeout(() => { button.textContent = "复制补正清单"; }, 2500);
  }

  const DO = {
    start: () => act("start", chosen()),
    stop: () => act("stop"),
    drop: (data) => act("drop", { name: data.name }),
    again: () => act("again"),
    fresh: () => act("fresh"),
    open: (data) => act("open", { name: data.name }),
    back: () => act("back"),
    delete: () => sure("立即删除？", () => act("delete")),
    pick: () => room.querySelector("input.pick").click(),
    "pick-folder": () => room.querySelector("input.pick-folder").click(),
    "pick-report": () => room.querySelector("input.pick-report").click(),
    view: (data) => view(data.query),
    overrule: (data) => overrule(data),
    "copy-notice": (_, button) => copyNotice(button),
    ask: async () => {
      if (!await act("ask", {}, false)) return;
      const tab = Array.from(document.querySelectorAll('[role="tab"]')).find((t) => t.textContent.trim() === "问政策");
      if (tab) tab.click();
      setTimeout(() => { const box = document.querySelector("#question textarea"); if (box) box.focus(); }, 300);
    },
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".screening-room [data-do]");
    if (button) { DO[button.dataset.do](button.dataset, button); return; }
    const line = event.target.closest('button[value="pack-detach"]');
    if (line) { act("detach", {}, false).then(() => line.closest("p").remove()); return; }
    const link = event.target.closest(".taking-out a[data-kind]");
    if (link) {
      const pictures = room.querySelector('[name="pictures"]');
      const wanted = pictures && pictures.checked && ["docx", "pdf"].includes(link.dataset.kind);
      link.href = "pack/report." + link.dataset.kind + (wanted ? "?pictures=true" : "");
    }
  });
  document.addEventListener("change", (event) => {
    const input = event.target;
    if (!input.closest || !input.closest(".screening-room")) return;
    if (input.matches("input.pick, input.pick-folder")) {
      upload(Array.from(input.files, (file) => [file, file.webkitRelativePath || file.name]));
    }
    if (input.matches("input.pick-report") && input.files.length) earlier(input.files[0]);
    if (input.name === "pack-kind") act("kind", { kind: input.value }, false);
  });
  for (const kind of ["dragover", "drop"]) {
    document.addEventListener(kind, (event) => {
      const box = event.target.closest && event.target.closest(".screening-room");
      if (!box || !event.dataTransfer) return;
      event.preventDefault();
      if (kind === "drop") dropped(event.dataTransfer);
    });
  }

  function watch() {
    const found = document.querySelector(".screening-room");
    if (found && found !== room) { room = found; show(false); }
  }
  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; watch(); });
  }).observe(document.documentElement, { childList: true, subtree: true });
  addEventListener("DOMContentLoaded", () => { document.body.append(live, dialog); watch(); });
  if (document.body) document.body.append(live, dialog);
})();
