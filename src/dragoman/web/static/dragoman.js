// Improves what works without it: the slider shows its day while it moves, j and k step, files can be dropped.
"use strict";

function slider(form) {
  const days = form.dataset.days.split(" ");
  const input = form.elements.day;
  const shown = form.querySelector("output");
  const day = () => days[Number(input.value)] || "everything";
  form.classList.add("live");
  input.addEventListener("input", () => {
    shown.textContent = day();
    input.setAttribute("aria-valuetext", day());
  });
  input.addEventListener("change", () => form.requestSubmit());
}

function reader(page) {
  const notes = [...page.querySelectorAll(".note")];
  let at = -1;
  const light = (label) => {
    for (const lit of page.querySelectorAll(".lit")) lit.classList.remove("lit");
    for (const piece of page.querySelectorAll("[data-of]"))
      if (piece.dataset.of.split(" ").includes(label)) piece.classList.add("lit");
  };
  const step = (by) => {
    at = Math.min(Math.max(at + by, 0), notes.length - 1);
    notes[at].focus({ preventScroll: true });
    light(notes[at].dataset.label);
    document.getElementById(notes[at].dataset.label)?.scrollIntoView({ block: "center" });
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select");
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !notes.length) return;
    if (event.key === "j") step(1);
    if (event.key === "k") step(-1);
  });
  for (const [number, note] of notes.entries()) {
    const here = () => { at = number; light(note.dataset.label); };
    note.addEventListener("mouseenter", () => light(note.dataset.label));
    note.addEventListener("focusin", here);
  }
}

function drop(form) {
  const files = form.querySelector("input[type=file]");
  const over = (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    form.classList.add("over");
  };
  document.addEventListener("dragover", over);
  document.addEventListener("dragleave", () => form.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    if (!event.dataTransfer?.files.length) return;
    event.preventDefault();
    files.files = event.dataTransfer.files;
    form.requestSubmit();
  });
}

async function follow(box) {
  while (box.dataset.done === "no") {
    await new Promise((resolve) => setTimeout(resolve, 400));
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("progress");
    box.dataset.done = fresh.dataset.done;
    box.replaceChildren(...fresh.childNodes);
  }
  document.querySelector("h1").textContent = "Read";
}

const parts = [["#as-of", slider], [".reader", reader], ["#drop", drop], ["#progress", follow]];
for (const [where, improve] of parts) {
  const found = document.querySelector(where);
  if (found) improve(found);
}
