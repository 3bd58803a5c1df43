// A form that writes a workflow; the text is what counts, and may be edited.
import * as api from "./api.js";
import { failure, field, h, say, select } from "./dom.js";

// name, label, preset, hint
const FIELDS = [
  ["name", "Name", "my-image", "lower-case letters, digits and -"],
  ["input", "Visibilities", "", "scope:name in the lake, or a file or s3:// address this service may read"],
  ["size", "Image size", "", "pixels; empty: the primary beam"],
  ["cell", "Cell", "", "arcsec, mas or uas; empty: from the longest baseline"],
  ["stokes", "Stokes", "I", "I, IQUV, or correlations such as XX"],
  ["accuracy", "Gridding accuracy", "1e-4", "relative error, 1e-2 to 1e-12"],
];
const CLEAN = [
  ["iterations", "Iterations at most", "20000", ""],
  ["threshold", "Threshold", "3 sigma", "sigma, Jy, mJy or uJy"],
];
const PUBLISH = [
  ["scope", "Scope", "demo", ""],
  ["dataset", "Dataset", "", "empty: the workflow's name"],
  ["rses", "Copies at", "tier=1", "an RSE expression"],
  ["copies", "Number of copies", "1", ""],
  ["lifetime", "Kept for", "", "30 d, 12 h; empty: for ever"],
];

export async function show(main, input) {
  document.title = "New workflow - Fringe";
  const about = await api.workflows();
  const visibilities = await api.products("type=visibility&size=200").catch(() => ({ items: [] }));
  const controls = {};
  const text = h("textarea", { id: "yaml", spellcheck: "false", rows: 24 });
  let isEdited = false;
  const write = () => {
    if (!isEdited) text.value = yaml(Object.fromEntries(Object.entries(controls).map(([name, control]) => [name, control.value.trim()])));
  };
  const make = ([name, label, preset, hint]) => {
    controls[name] = h("input", { value: preset, autocomplete: "off", name, oninput: write });
    return field(label, controls[name], hint);
  };
  const choose = (name, label, options, preset) => {
    controls[name] = select(options, preset, { name, onchange: write });
    return field(label, controls[name]);
  };
  const same = (...values) => values.map((value) => [value, value]);
  const told = h("div", { "aria-live": "polite" });
  const form = h(
    "form",
    { class: "card", onsubmit: (event) => event.preventDefault() },
    h("h2", {}, "What to image"),
    h("div", { class: "fields" }, FIELDS.map(make), choose("weighting", "Weighting", same("briggs", "natural", "uniform"), "briggs"), make(["robust", "Robust", "0", "of Briggs: -2 to 2"])),
    h("h2", {}, "Deconvolution"),
    h("div", { class: "fields" }, choose("algorithm", "Algorithm", same("clark", "hogbom", "none"), "clark"), CLEAN.map(make)),
    h("h2", {}, "Publication"),
    h("div", { class: "fields" }, PUBLISH.map(make)),
    h("datalist", { id: "visibilities" }, visibilities.items.map((item) => h("option", { value: item.did }))),
  );
  controls.input.setAttribute("list", "visibilities");
  controls.input.value = input || visibilities.items[0]?.did || "";
  text.addEventListener("input", () => {
    isEdited = true;
    again.hidden = false;
  });
  const again = h("button", { type: "button", hidden: true, onclick: () => { isEdited = false; again.hidden = true; write(); } }, "Write it anew from the form");
  const run = (ask, done) => async (event) => {
    event.target.disabled = true;
    try {
      await done(await ask(text.value));
    } catch (error) {
      told.replaceChildren(...problems(error));
    }
    event.target.disabled = false;
  };
  const checked = (answer) => {
    told.replaceChildren(...(answer.valid ? [h("p", { class: "good" }, "Nothing is wrong with it."), h("details", {}, h("summary", {}, "With all defaults written out"), h("pre", { tabindex: 0 }, answer.effective))] : faults(answer.faults)));
    say(answer.valid ? "Nothing is wrong with it" : `${answer.faults.length} faults`);
  };
  const submitted = (answer) => location.assign(`/?workflow=${encodeURIComponent(answer.id)}`);
  main.replaceChildren(
    h("h1", {}, "New workflow"),
    !about.maySubmit ? h("p", { class: "card warm" }, `${about.why} You can write and check one here all the same.`) : "",
    about.data.length > 0 ? h("p", { class: "soft" }, `Files may be read from ${about.data.join(", ")}.`) : "",
    h(
      "div",
      { class: "two" },
      form,
      h("section", { class: "card", "aria-label": "Workflow" }, h("label", { for: "yaml" }, "Workflow (YAML)"), text, h("p", { class: "row" }, h("button", { type: "button", onclick: run(api.check, checked) }, "Check"), h("button", { type: "button", class: "main", disabled: !about.maySubmit, onclick: run(api.submit, submitted) }, "Submit"), again), told),
    ),
  );
  write();
}

function problems(error) {
  return error.faults?.length ? faults(error.faults) : [failure(error)];
}

function faults(list) {
  const one = (fault) => h("li", {}, fault.line > 0 ? `line ${fault.line}, ` : "", h("code", {}, fault.path), `: ${fault.message}`);
  return [h("p", { class: "error", role: "alert" }, list.length === 1 ? "There is a fault:" : `There are ${list.length} faults:`), h("ul", { class: "error" }, list.map(one))];
}

/** A text as a YAML scalar: quoted where it could be taken for something else. */
function scalar(value) {
  return /^[A-Za-z0-9][A-Za-z0-9_./+-]*( [A-Za-z]+)?$/.test(value) && !/^(true|false|null|yes|no|on|off)$/i.test(value) ? value : JSON.stringify(value);
}

/** The workflow that the form's values mean. */
export function yaml(v) {
  const isDid = /^[A-Za-z0-9_.-]{1,25}:(?!\/)/.test(v.input);
  const line = (indent, key, value) => (value ? [`${" ".repeat(indent)}${key}: ${scalar(value)}`] : []);
  const publish = [...line(4, "scope", v.scope), ...line(4, "dataset", v.dataset)];
  if (v.rses) publish.push("    rules:", `      - rses: ${JSON.stringify(v.rses)}`, ...line(8, "copies", v.copies), ...line(8, "lifetime", v.lifetime));
  return [
    "apiVersion: fringe.dev/v1alpha1",
    "kind: Workflow",
    "metadata:",
    `  name: ${scalar(v.name)}`,
    "spec:",
    "  inputs:",
    `    - ${isDid ? "did" : "file"}: ${JSON.stringify(v.input)}`,
    "  image:",
    ...line(4, "size", v.size),
    ...line(4, "cell", v.cell),
    ...line(4, "stokes", v.stokes),
    ...line(4, "accuracy", v.accuracy),
    "    weighting:",
    `      scheme: ${v.weighting}`,
    ...(v.weighting === "briggs" ? line(6, "robust", v.robust) : []),
    "  clean:",
    `    algorithm: ${v.algorithm}`,
    ...(v.algorithm === "none" ? [] : [...line(4, "iterations", v.iterations), ...line(4, "threshold", v.threshold)]),
    "  publish:",
    ...publish,
    "",
  ].join("\n");
}
