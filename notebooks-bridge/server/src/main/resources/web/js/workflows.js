// Workflows and how far they are, live.
import * as api from "./api.js";
import { failure, h, say } from "./dom.js";
import * as format from "./format.js";

const ENDED = ["succeeded", "failed", "cancelled"];
const KIND = { succeeded: "good", failed: "error", cancelled: "warm" };

export async function showAll(main) {
  document.title = "Workflows - Fringe";
  const list = h("div", {});
  const draw = (all) => {
    const empty = h("p", { class: "card" }, "None have been submitted. ", h("a", { href: "/?new" }, "Write one"), ".");
    list.replaceChildren(...(all.maySubmit ? [] : [h("p", { class: "card warm" }, all.why)]), ...(all.items.length ? all.items.map((run) => item(run)) : [empty]));
  };
  main.replaceChildren(h("h1", {}, "Workflows"), h("p", {}, h("a", { class: "button", href: "/?new" }, "New workflow")), list);
  draw(await api.workflows());
  api.listen("/api/v1/workflows/events", draw);
}

export async function showOne(main, id) {
  document.title = `${id} - Fringe`;
  const path = `/api/v1/workflows/${encodeURIComponent(id)}`;
  const [first, yaml] = await Promise.all([api.call(path), api.ask(`${path}/yaml`).then((r) => r.text())]);
  const top = h("div", {});
  const log = h("pre", { tabindex: 0, "aria-label": "Log" });
  let said = "";
  const draw = async (run) => {
    top.replaceChildren(item(run, true));
    if (run.state !== said) say(`${run.name} is ${(said = run.state)}`);
    const text = await api.ask(`${path}/log?tail=20000`).then((r) => (r.ok ? r.text() : ""));
    log.textContent = text || "Nothing has been written yet.";
    log.scrollTop = log.scrollHeight;
  };
  main.replaceChildren(
    h("p", { class: "soft" }, h("a", { href: "/?workflows" }, "Workflows"), ` / ${id}`),
    h("h1", {}, first.name),
    top,
    h("details", { class: "card", open: true }, h("summary", {}, "Log"), log),
    h("details", { class: "card" }, h("summary", {}, "The workflow as it runs"), h("pre", { tabindex: 0 }, yaml)),
  );
  await draw(first);
  if (!ENDED.includes(first.state)) api.listen(`${path}/events`, draw, (run) => ENDED.includes(run.state));
}

function item(run, isWhole = false) {
  const isOver = ENDED.includes(run.state);
  const stop = async (event) => {
    event.target.disabled = true;
    try {
      await api.cancel(run.id);
    } catch (error) {
      event.target.replaceWith(failure(error));
    }
  };
  const found = [run.beam && `beam ${run.beam}`, run.noise && `noise ${run.noise}`, run.peak && `peak ${run.peak}`].filter(Boolean).join(", ");
  const times = [`submitted ${format.time(run.submitted)}${run.owner && ` by ${run.owner}`}`, run.ended ? `ended ${format.time(run.ended)}` : run.estimatedEnd && `until about ${format.time(run.estimatedEnd)}`].filter(Boolean).join(", ");
  const percent = Math.round(run.fraction * 100);
  return h(
    "article",
    { class: "card run", "data-state": run.state },
    h("div", {}, isWhole ? h("strong", {}, run.id) : h("a", { class: "did", href: `/?workflow=${encodeURIComponent(run.id)}` }, run.name), " ", h("span", { class: `tag ${KIND[run.state] || ""}` }, run.state), " ", h("span", { class: "soft" }, isOver && run.state === "succeeded" ? "" : run.stage)),
    h("div", {}, !isOver && run.mayCancel && h("button", { type: "button", onclick: stop }, "Cancel")),
    h("progress", { max: 100, value: percent, "aria-label": `${run.name}: ${percent} percent` }, `${percent}%`),
    run.message && h("div", { class: `wide ${run.state === "failed" ? "error" : "soft"}` }, run.message),
    run.products.length > 0 && h("div", { class: "wide" }, "Products: ", run.products.map((did) => h("a", { href: `/?q=${encodeURIComponent(did.split(":")[1] || did)}` }, did)), found && h("span", { class: "soft" }, `; ${found}`)),
    h("div", { class: "wide soft" }, times),
  );
}
