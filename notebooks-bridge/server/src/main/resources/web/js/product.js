// One product: the image, and all that is known of it.
import * as api from "./api.js";
import { failure, field, h, say, select } from "./dom.js";
import * as format from "./format.js";
import { parseAngle, parsePosition } from "./position.js";
import { graph } from "./provenance.js";
import * as session from "./session.js";
import * as viewers from "./viewer.js";

const LARGEST_SHOWN = 300e6;

// Logarithm of the share of the range that has colours at first: faint sources are seen, bright ones saturate.
const BRIGHTEST = -1.3;

export async function show(main, did) {
  const product = await api.product(did);
  document.title = `${product.name} - Fringe`;
  const isImage = Boolean(product.links.preview);
  const parts = [facts(product), actions(product), copies(product)];
  main.replaceChildren(
    h("p", { class: "soft" }, h("a", { href: "/" }, "Products"), ` / ${product.scope}`, product.dataset && h("span", {}, " / ", h("a", { href: `/?q=${encodeURIComponent(product.dataset)}` }, product.dataset))),
    h("h1", {}, product.name),
    h("div", { class: "two" }, h("div", {}, isImage && imageCard(product), sources(product), header(product)), h("div", {}, parts)),
    ...[provenance(product), siblings(product)].filter(Boolean),
  );
  say(`${product.name} is shown`);
}

function imageCard(product) {
  const box = h("div", { class: "viewer", role: "img", "aria-label": `Image ${product.name}` });
  const read = h("p", { class: "read" }, "Loading");
  const controls = h("div", { class: "row" });
  const card = h("section", { class: "card", "aria-label": "Image" }, controls, box, read);
  if (!product.public && !session.token()) {
    read.textContent = `Not public before ${format.time(product.release) || "its release"}: it is not shown here.`;
  } else if (product.bytes > LARGEST_SHOWN) {
    preview(product, box).catch((error) => box.replaceChildren(failure(error)));
    read.textContent = `A preview: of ${format.bytes(product.bytes)}, cut out what you want to see in full.`;
  } else {
    // The viewer measures its place, so the card must be in the page first.
    setTimeout(() => start(product, box, read, controls).catch((error) => read.replaceChildren(failure(error))));
  }
  return card;
}

async function preview(product, box) {
  const response = await api.ask(`${api.local(product.links.preview)}?size=1024`);
  if (!response.ok) throw new Error(`The preview could not be had: the service answered ${response.status}.`);
  box.replaceChildren(h("img", { src: URL.createObjectURL(await response.blob()), alt: `Preview of ${product.name}`, width: "100%" }));
}

async function start(product, box, read, controls) {
  const response = await api.ask(api.local(product.links.download));
  if (!response.ok) throw new Error(`The file could not be had: the service answered ${response.status}.`);
  const unit = product.unit || "Jy/beam";
  const viewer = await viewers.open(box, await response.blob(), product.name, (at) => {
    if (!at) return;
    const value = Number.isFinite(at.value) ? `${at.value.toPrecision(4)} ${unit}` : "no value";
    read.textContent = `${format.ra(at.ra)} ${format.dec(at.dec)}   ${value}   pixel ${at.x}, ${at.y}`;
  });
  document.getElementById("cards").textContent = (viewer.cards.includes("\n") ? viewer.cards.split("\n") : viewer.cards.match(/.{1,80}/gs) || []).map((card) => card.trimEnd()).join("\n");
  controls.replaceChildren(...controlsOf(viewer, product));
  const beam = beamOf(viewer, product);
  read.textContent = beam ? `Beam ${beam.major.toPrecision(3)}\u2033 \u00d7 ${beam.minor.toPrecision(3)}\u2033, ${beam.pa.toFixed(0)}\u00b0` : "Move over the image to read positions and brightness.";
  // It keeps the Tab key to itself: who comes by keyboard passes it by, as its controls stand beside it.
  for (const part of box.querySelectorAll(".JS9, .JS9 [tabindex]")) part.tabIndex = -1;
  box.dataset.ready = "true";
  say("The image is shown");
}

function beamOf(viewer, product) {
  const { BMAJ, BMIN, BPA } = viewer.header;
  return BMAJ ? { major: BMAJ * 3600, minor: BMIN * 3600, pa: BPA || 0 } : product.resolution ? { major: product.resolution, minor: product.resolution, pa: 0 } : undefined;
}

function controlsOf(viewer, product) {
  const slider = (label, min, max, value, change) =>
    h("label", {}, label, h("input", { type: "range", min, max, step: (max - min) / 100, value, oninput: (event) => change(Number(event.target.value)) }));
  let contrast = 1;
  let bias = 0.5;
  const { low, high } = viewer.range();
  viewer.limits(low, low + (high - low) * 10 ** BRIGHTEST);
  const beam = beamOf(viewer, product);
  const toggle = (label, name, marks, colour, isOn) => {
    const draw = (on) => viewer.layer(name, marks(), colour, on);
    const box = h("input", { type: "checkbox", checked: isOn, onchange: (event) => draw(event.target.checked) });
    if (isOn) draw(true);
    return h("label", {}, box, label);
  };
  const found = (product.sources || []).map((source) => ({ ra: source.ra, dec: source.dec, radius: Math.max(6 * viewer.pixelArcsec(), 2.2 * (source.major || 0)) }));
  const inCorner = () => {
    const at = viewer.corner(0.06, 0.06);
    return [{ ra: Number(at.ra), dec: Number(at.dec), major: beam.major, minor: beam.minor, angle: 90 + beam.pa, fill: "#7fd4ff" }];
  };
  return [
    h("label", {}, "Colours ", select(viewers.COLOURS, "inferno", { "data-control": "colours", onchange: (event) => viewer.colours(event.target.value) })),
    h("label", {}, "Stretch ", select(viewers.STRETCHES, "asinh", { "data-control": "stretch", onchange: (event) => viewer.stretch(event.target.value) })),
    slider("Contrast", 0.2, 5, 1, (value) => viewer.contrast((contrast = value), bias)),
    slider("Bias", 0, 1, 0.5, (value) => viewer.contrast(contrast, (bias = value))),
    slider("Brightest", -4, 0, BRIGHTEST, (power) => viewer.limits(low, low + (high - low) * 10 ** power)),
    h("button", { type: "button", onclick: () => viewer.zoom("x2"), "aria-label": "Zoom in" }, "+"),
    h("button", { type: "button", onclick: () => viewer.zoom("/2"), "aria-label": "Zoom out" }, "\u2212"),
    h("button", { type: "button", onclick: () => viewer.zoom("toFit") }, "Fit"),
    found.length > 0 && toggle(`Sources (${found.length})`, "sources", () => found, "#6ff0b0", true),
    beam && toggle("Beam", "beam", inCorner, "#7fd4ff", true),
  ].filter(Boolean);
}

function facts(product) {
  const rows = [
    ["Target", product.target],
    ["Position", product.ra !== undefined && `${format.ra(product.ra)} ${format.dec(product.dec)}`],
    ["Field of view", product.fov !== undefined && format.angle(product.fov)],
    ["Resolution", product.resolution !== undefined && `${product.resolution.toPrecision(3)}\u2033`],
    ["Pixels", product.width !== undefined && `${product.width} \u00d7 ${product.height}`],
    ["Frequency", product.frequency_min !== undefined && `${format.frequency(product.frequency_min)} to ${format.frequency(product.frequency_max)}`],
    ["Polarisation", product.pol_states],
    ["Observed", product.observed_from && `${format.time(product.observed_from)} to ${format.time(product.observed_to)}`],
    ["Telescope", [...new Set([product.facility, product.instrument])].filter(Boolean).join(" ")],
    ["Kind", [product.type, product.subtype].filter(Boolean).join(", ")],
    ["Collection", product.collection],
    ["Published", product.created && format.time(product.created)],
    ["Public", product.public ? "yes" : `from ${format.time(product.release)}`],
    ["Size", format.bytes(product.bytes)],
    ["Adler-32", product.adler32],
    ["MD5", product.md5],
  ].filter(([, value]) => value);
  return h("section", { class: "card", "aria-label": "Facts" }, h("h2", {}, "What it is"), h("dl", {}, rows.map(([key, value]) => [h("dt", {}, key), h("dd", {}, value)])));
}

function actions(product) {
  const snippet = `import pyvo\n\nlinks = pyvo.dal.adhoc.DatalinkResults.from_result_url(\n    "${location.origin}${api.local(product.links.datalink)}")\nthis = next(links.bysemantics("#this"))\nwith open("${product.name.replace(/[^A-Za-z0-9._-]/g, "_")}", "wb") as file:\n    file.write(this.getdataset().read())`;
  const notebook = `import fringe\n\nsky = fringe.connect("${location.origin}")\nimage = sky.image("${product.did}")\n`;
  const code = (title, text) => {
    const copied = h("span", { class: "good" });
    return h(
      "details",
      {},
      h("summary", {}, title),
      h("pre", { tabindex: 0 }, text),
      h("p", { class: "row" }, h("button", { type: "button", onclick: () => copy(text, copied) }, "Copy"), copied),
    );
  };
  return h(
    "section",
    { class: "card", "aria-label": "Get it" },
    h("h2", {}, "Get it"),
    h("p", { class: "row" }, h("a", { class: "button", href: api.local(product.links.download), download: product.name, onclick: product.public ? undefined : (event) => saveAsMember(event, product) }, `Download, ${format.bytes(product.bytes)}`), h("a", { class: "button", href: api.local(product.links.datalink) }, "DataLink"), h("a", { class: "button", href: api.local(product.links.self) }, "JSON")),
    product.links.preview && cutout(product),
    code("With pyvo", snippet),
    product.links.preview && code("In a notebook", notebook),
    product.links.preview && h("p", {}, h("button", { type: "button", onclick: () => saveNotebook(product, notebook) }, "Open in a notebook (.ipynb)")),
    product.type === "visibility" && h("p", {}, h("a", { class: "button", href: `/?new&input=${encodeURIComponent(product.did)}` }, "Image it")),
  );
}

/** A link carries no token: what is not public comes by a request. */
async function saveAsMember(event, product) {
  if (!session.token()) return;
  event.preventDefault();
  const link = event.target;
  try {
    const response = await api.ask(link.href);
    if (!response.ok) throw new Error((await response.json()).detail);
    save(await response.blob(), product.name);
  } catch (error) {
    link.after(failure(error));
  }
}

function save(blob, name) {
  const address = URL.createObjectURL(blob);
  h("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

async function copy(text, told) {
  try {
    await navigator.clipboard.writeText(text);
    told.textContent = "Copied";
  } catch {
    told.textContent = "Your browser does not let it be copied: mark it and press Ctrl+C";
  }
  say(told.textContent);
}

function saveNotebook(product, code) {
  const cell = (text) => ({ cell_type: "code", id: Math.random().toString(36).slice(2, 10), metadata: {}, execution_count: null, outputs: [], source: text });
  const plot = 'from matplotlib import pyplot as plt\nfrom astropy.visualization import AsinhStretch, ImageNormalize\nimport numpy as np\n\nplane = np.squeeze(image.data)\nplt.imshow(plane, origin="lower", cmap="inferno", norm=ImageNormalize(plane, stretch=AsinhStretch(0.01)))\nplt.colorbar(label=str(image.unit))';
  const notebook = { cells: [cell(code), cell(plot)], metadata: { kernelspec: { display_name: "Python 3", language: "python", name: "python3" } }, nbformat: 4, nbformat_minor: 5 };
  save(new Blob([JSON.stringify(notebook, null, 1)], { type: "application/x-ipynb+json" }), `${product.name.replace(/\.fits$/, "")}.ipynb`);
}

function cutout(product) {
  const centre = h("input", { name: "centre", value: `${product.ra.toFixed(6)} ${product.dec.toFixed(6)}`, autocomplete: "off" });
  const radius = h("input", { name: "radius", value: "2 arcmin", autocomplete: "off" });
  const told = h("div", {});
  const go = async (event) => {
    event.preventDefault();
    const at = parsePosition(centre.value);
    const size = parseAngle(radius.value);
    centre.setAttribute("aria-invalid", String(!at));
    radius.setAttribute("aria-invalid", String(!size));
    if (!at || !size) return told.replaceChildren(failure(new Error(at ? "Radius: write an angle such as 2 arcmin" : "Centre: write a position such as 60.0 -35.0")));
    const asked = new URLSearchParams({ ID: product.did, CIRCLE: `${at.ra} ${at.dec} ${size}` });
    try {
      const response = await api.ask(`/soda/sync?${asked}`);
      if (!response.ok || response.status === 204) throw new Error((await response.text()) || "Nothing of the image is there.");
      const blob = await response.blob();
      const address = URL.createObjectURL(blob);
      const link = h("a", { href: address, class: "button", download: product.name.replace(/\.fits$/, "-cutout.fits") }, `Save the cutout, ${format.bytes(blob.size)}`);
      told.replaceChildren(h("p", {}, link));
      link.click();
      say("The cutout is ready");
    } catch (error) {
      told.replaceChildren(failure(error));
    }
  };
  return h("form", { onsubmit: go, "aria-label": "Cut out" }, h("div", { class: "fields" }, field("Cut out around", centre), field("Radius", radius)), h("p", {}, h("button", { type: "submit" }, "Cut out")), told);
}

function copies(product) {
  const rules = product.rules.map((rule) =>
    h("tr", {}, h("td", {}, rule.rses), h("td", { class: "number" }, String(rule.copies)), h("td", { class: rule.state === "OK" ? "good" : "warm" }, rule.state), h("td", {}, rule.expires ? format.time(rule.expires).slice(0, 10) : "for ever")),
  );
  const replicas = product.replicas.map((replica) => h("tr", {}, h("td", {}, replica.rse), h("td", { class: replica.state === "available" ? "good" : "warm" }, replica.state)));
  const head = (...names) => h("thead", {}, h("tr", {}, names.map((name) => h("th", { scope: "col" }, name))));
  return h(
    "section",
    { class: "card", "aria-label": "Where it is" },
    h("h2", {}, "Where it is"),
    h("table", {}, head("Replica at", "State"), h("tbody", {}, replicas)),
    rules.length > 0 && h("div", { class: "scroll" }, h("table", {}, head("Rule", "Copies", "State", "Until"), h("tbody", {}, rules))),
  );
}

function sources(product) {
  const all = product.sources || [];
  if (all.length === 0) return undefined;
  const names = ["Source", "RA", "Dec", "Flux", "Peak /beam", "Size"];
  const row = (source) =>
    h(
      "tr",
      {},
      h("td", {}, source.name),
      h("td", {}, format.ra(source.ra, 3)),
      h("td", {}, format.dec(source.dec, 2)),
      h("td", { class: "number" }, source.flux === undefined ? "" : format.flux(source.flux)),
      h("td", { class: "number" }, source.peak === undefined ? "" : format.flux(source.peak)),
      h("td", { class: "number" }, source.major === undefined ? "" : `${source.major.toPrecision(3)}\u2033 \u00d7 ${source.minor.toPrecision(3)}\u2033`),
    );
  return h(
    "details",
    { class: "card", open: true },
    h("summary", {}, `Sources found (${all.length})`),
    h("div", { class: "scroll", tabindex: 0 }, h("table", {}, h("thead", {}, h("tr", {}, names.map((name) => h("th", { scope: "col" }, name)))), h("tbody", {}, all.slice(0, 200).map(row)))),
  );
}

function header(product) {
  const metadata = Object.entries(product.metadata).map(([key, value]) => [h("dt", {}, key), h("dd", {}, typeof value === "object" ? JSON.stringify(value) : String(value))]);
  return h(
    "div",
    {},
    product.links.preview && h("details", { class: "card" }, h("summary", {}, "FITS header"), h("pre", { id: "cards", tabindex: 0 }, "It is shown with the image.")),
    h("details", { class: "card" }, h("summary", {}, "Metadata in the lake"), h("dl", {}, metadata)),
  );
}

function provenance(product) {
  if (!product.provenance) return undefined;
  const picture = graph(product.provenance, product.subtype || "");
  return picture && h("section", { class: "card", "aria-label": "Provenance" }, h("h2", {}, "Where it comes from"), h("div", { class: "scroll", tabindex: 0 }, picture.svg), picture.workflow && h("details", {}, h("summary", {}, "The workflow that made it"), h("pre", { tabindex: 0 }, picture.workflow)));
}

function siblings(product) {
  const others = (product.files || []).filter((file) => file.did !== product.did);
  if (others.length === 0) return undefined;
  return h(
    "section",
    { class: "card", "aria-label": "Of the same run" },
    h("h2", {}, "Of the same run"),
    h("ul", {}, others.map((file) => h("li", {}, h("a", { href: `/?product=${encodeURIComponent(file.did)}` }, file.name), ` ${file.subtype || ""} ${format.bytes(file.bytes)}`))),
  );
}
