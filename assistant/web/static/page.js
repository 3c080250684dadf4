/* The page's own script: opens clauses, copies answers, tells a screen reader what happened. No other host, no eval. */
"use strict";
(() => {
  const narrow = matchMedia("(max-width: 900px)");
  let opener = null;

  const live = document.createElement("div");
  live.className = "sr-only";
  live.setAttribute("role", "status");
  live.setAttribute("aria-live", "polite");

  const sheet = document.createElement("dialog");
  sheet.className = "clause-sheet";
  sheet.setAttribute("aria-labelledby", "clause-sheet-title");
  sheet.addEventListener("close", giveFocusBack);

  function say(words) {
    live.textContent = "";
    requestAnimationFrame(() => { live.textContent = words; });
  }

  function giveFocusBack() {
    const back = opener;
    opener = null;
    if (back && back.isConnected) back.focus();
  }

  async function openClause(hash, from) {
    const [clause, query] = decodeHash(hash);
    if (!clause) return;
    let html;
    try {
      const reply = await fetch("clause/" + encodeURIComponent(clause) + (query ? "?" + query : ""));
      html = await reply.text();
      if (!reply.ok) { say(html); return; }
    } catch { say("没能取到条文，请检查程序是否还在运行。"); return; }
    if (from && !from.closest("#clause-panel, dialog")) opener = from;
    show(html);
  }

  function decodeHash(hash) {
    const rest = hash.replace(/^#clause\//, "");
    if (rest === hash) return ["", ""];
    const cut = rest.indexOf("?");
    return cut < 0 ? [decodeURIComponent(rest), ""] : [decodeURIComponent(rest.slice(0, cut)), rest.slice(cut + 1)];
  }

  function show(html) {
    const inSheet = narrow.matches || !visible(document.querySelector("#clause-panel"));
    const room = inSheet ? sheet : document.querySelector("#clause-panel .clause-room") || sheet;
    room.innerHTML = '<p class="clause-close"><button type="button" class="close-clause">关闭条文</button></p>' + html;
    const title = room.querySelector(".clause-title");
    if (room === sheet) {
      if (title) title.id = "clause-sheet-title";
      if (!sheet.open) sheet.showModal();
    }
    room.scrollTop = 0;
    const target = room.querySelector("mark") || room.querySelector(".wanted");
    if (title) title.focus({ preventScroll: room !== sheet });
    if (target) scrollWithin(room, target);
  }

  function scrollWithin(room, target) {
    const scroller = room === sheet ? sheet : room.closest("#clause-panel");
    const gap = target.getBoundingClientRect().bottom - scroller.getBoundingClientRect().bottom;
    if (gap > -24) scroller.scrollTop += gap + scroller.clientHeight / 3;
  }

  function visible(node) { return !!node && node.offsetParent !== null; }

  function closeClause() {
    if (sheet.open) { sheet.close(); return; }
    const room = document.querySelector("#clause-panel .clause-room");
    if (room) room.innerHTML = "<p class='clause-empty'>点开回答里的任何一条依据，整条原文会显示在这里。</p>";
    giveFocusBack();
  }

  async function copyAnswer(button) {
    const told = button.closest(".told");
    const text = Array.from(told.children)
      .filter((n) => !n.matches(".tools, .who, details"))
      .map((n) => (n.matches(".fineprint") ? Array.from(n.children, (s) => s.textContent).join("；") : n.innerText.trim()))
      .filter(Boolean).join("\n\n");
    let done = true;
    try { await navigator.clipboard.writeText(text); } catch { done = copyByHand(text); }
    button.textContent = done ? "已复制" : "没能复制，请手工选中复制";
    say(button.textContent);
    setTimeout(() => { button.textContent = "复制答复"; }, 2500);
  }

  function copyByHand(text) {
    const area = document.createElement("textarea");
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#clause/"]');
    if (link) { event.preventDefault(); openClause(link.getAttribute("href"), link); return; }
    const button = event.target.closest("button");
    if (!button) return;
    if (button.classList.contains("copy")) copyAnswer(button);
    if (button.classList.contains("signal")) signal(button.value);
    if (button.classList.contains("close-clause")) closeClause();
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !sheet.open && document.activeElement.closest("#clause-panel")) closeClause();
  });

  /* Buttons inside our own HTML reach the server through one hidden field. */
  function signal(word) {
    const box = document.querySelector("#signal textarea, #signal input");
    if (!box) return;
    const proto = box.tagName === "TEXTAREA" ? HTMLTextAreaElement.prototype : HTMLInputElement.prototype;
    Object.getOwnPropertyDescriptor(proto, "value").set.call(box, word + (box.value === word ? " " : ""));
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  let turns = 0;
  let state = "";
  function watch() {
    const all = document.querySelectorAll("#talk .turn");
    const last = all[all.length - 1];
    const now = last ? (last.querySelector(".running") ? "running" : (last.querySelector(".badge") || {}).textContent || "") : "";
    if (all.length > turns && last) last.scrollIntoView({ block: "start", behavior: "auto" });
    if (now !== state || all.length !== turns) {
      if (now === "running") say("正在查阅条文");
      else if (now && state === "running") say("答复完毕：" + now);
    }
    turns = all.length;
    state = now;
    watchForm();
    name();
  }

  let asked = "";
  let headline = "";
  function watchForm() {
    const question = (document.querySelector("#ask-next h2") || {}).textContent || "";
    const verdict = (document.querySelector("#verdict .badge") || {}).textContent || "";
    const news = [verdict !== headline && headline + verdict ? verdict : "", question !== asked && asked ? question : ""];
    if (news.join("")) say(news.filter(Boolean).join("。"));
    asked = question;
    headline = verdict;
  }

  /* Gradio's cleaner takes aria attributes out of our HTML, so names are given here. */
  function name() {
    const panel = document.querySelector("#clause-panel");
    if (panel && !panel.hasAttribute("role")) {
      panel.setAttribute("role", "region");
      panel.setAttribute("aria-label", "条款原文");
      panel.tabIndex = 0;
    }
  }

  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; watch(); });
  }).observe(document.documentElement, { childList: true, subtree: true, characterData: true });

  addEventListener("DOMContentLoaded", () => {
    document.body.append(live, sheet);
    if (location.hash.startsWith("#clause/")) setTimeout(() => openClause(location.hash, null), 1500);
  });
  if (document.body) document.body.append(live, sheet);
})();
