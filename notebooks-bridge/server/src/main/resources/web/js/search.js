// Search, and what was found.
import * as api from "./api.js";
import { failure, field, h, say, select } from "./dom.js";
import * as format from "./format.js";
import { parseAngle, parsePosition } from "./position.js";

const COLUMNS = [
  ["name", "Product"],
  ["target", "Target"],
  ["ra", "RA"],
  ["dec", "Dec"],
  ["fov", "Field"],
  ["t_min", "Observed"],
  ["facility", "Telescope"],
  ["bytes", "Size"],
];
const KEPT = ["q", "target", "position", "radius", "since", "until", "facility", "type", "subtype", "sort", "page", "size"];

export async function show(main, asked) {
  document.title = "Products - Fringe";
  const facets = await api.facets();
  const results = h("section", { "aria-label": "Results" });
  main.replaceChildren(h("h1", {}, "Products"), form(asked, facets), results);
  try {
    const found = await api.products(query(asked, facets));
    results.replaceChildren(...list(found, asked));
    say(`${found.total} products found`);
  } catch (error) {
    results.replaceChildren(failure(error));
  }
}

function form(asked, facets) {
  const input = (name, attributes = {}) => h("input", { name, value: asked.get(name) || "", autocomplete: "off", ...attributes });
  const choice = (name, all) => select([["", all], ...(facets[name] || []).map((value) => [value, value])], asked.get(name) || "", { name });
  const targets = h("datalist", { id: "targets" }, (facets.target || []).slice(0, 500).map((value) => h("option", { value })));
  return h(
    "form",
    { class: "card", role: "search", action: "/", method: "get", onsubmit: tidy },
    h(
      "div",
      { class: "fields" },
      field("Words", input("q", { type: "search", placeholder: "first-light image" })),
      field("Position or target", input("position", { list: "targets", placeholder: "04:00:00 -35:00:00" }), "degrees, 4h0m0s -35d0m0s, or a target's name"),
      field("Within", input("radius", { placeholder: "1 arcmin" }), "deg, arcmin or arcsec"),
      field("Observed from", input("since", { placeholder: "2026-01-31 or MJD" })),
      field("until", input("until", { placeholder: "2026-12-31 or MJD" })),
      field("Telescope", choice("facility", "any")),
      field("Data", choice("type", "any")),
      field("Kind", choice("subtype", "any")),
      targets,
    ),
    h("p", { class: "row" }, h("button", { class: "main", type: "submit" }, "Search"), h("a", { class: "button", href: "/" }, "Clear")),
  );
}

/** Keeps the address short: what is empty says nothing. */
function tidy(event) {
  event.preventDefault();
  const given = new URLSearchParams();
  for (const [name, value] of new FormData(event.target)) if (String(value).trim()) given.set(name, String(value).trim());
  location.search = given.toString();
}

/** The API's parameters of the form's. */
export function query(asked, facets) {
  const wanted = new URLSearchParams();
  for (const name of KEPT) {
    const value = (asked.get(name) || "").trim();
    if (value && name !== "position" && name !== "radius") wanted.set(name, value);
  }
  const place = (asked.get("position") || "").trim();
  const radiusText = (asked.get("radius") || "").trim();
  if (place) {
    const at = parsePosition(place);
    const radius = radiusText ? parseAngle(radiusText) : 1 / 60;
    if (radius === undefined || !(radius > 0 && radius <= 180)) throw new Error(`Within: "${radiusText}" is not an angle; write 30 arcsec, 5 arcmin or 0.5`);
    if (at) wanted.append("pos", `CIRCLE ${at.ra} ${at.dec} ${radius}`);
    else if ((facets.target || []).some((name) => name.toLowerCase() === place.toLowerCase())) wanted.set("target", place);
    else throw new Error(`"${place}" is neither a position (60.0 -35.0, 4h0m0s -35d0m0s, 04:00:00 -35:00:00) nor a target in this lake`);
  }
  if (!wanted.has("size")) wanted.set("size", "25");
  return wanted;
}

function list(found, asked) {
  const sorted = asked.get("sort") || "-created";
  const link = (changes) => {
    const next = new URLSearchParams(asked);
    for (const [name, value] of Object.entries(changes)) next.set(name, value);
    return `/?${next}`;
  };
  if (found.items.length === 0) return [h("p", { class: "card" }, "Nothing was found. Fewer conditions find more.")];
  const heads = COLUMNS.map(([key, text]) => {
    const order = sorted === key ? "ascending" : sorted === `-${key}` ? "descending" : "none";
    const mark = { ascending: " \u25b2", descending: " \u25bc", none: "" }[order];
    return h("th", { scope: "col", "aria-sort": order }, h("a", { href: link({ sort: order === "ascending" ? `-${key}` : key, page: 1 }) }, text + mark));
  });
  const pages = Math.max(1, Math.ceil(found.total / found.size));
  return [
    h("p", { class: "soft" }, `${found.total} product${found.total === 1 ? "" : "s"}`),
    h(
      "div",
      { class: "card scroll" },
      h("table", { class: "cards" }, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Preview"), heads)), h("tbody", {}, found.items.map(row))),
    ),
    pages > 1 &&
      h(
        "nav",
        { "aria-label": "Pages", class: "row" },
        found.page > 1 && h("a", { class: "button", href: link({ page: found.page - 1 }) }, "Previous"),
        h("span", {}, `Page ${found.page} of ${pages}`),
        found.page < pages && h("a", { class: "button", href: link({ page: found.page + 1 }) }, "Next"),
      ),
  ].filter(Boolean);
}

function row(item) {
  const href = `/?product=${encodeURIComponent(item.did)}`;
  const cell = (label, text, kind) => h("td", { "data-label": text ? label : undefined, class: kind }, text);
  return h(
    "tr",
    {},
    h("td", {}, h("a", { href, tabindex: "-1", "aria-hidden": "true" }, thumbnail(item))),
    h("td", {}, h("a", { href, class: "did" }, item.name), h("div", { class: "soft" }, `${item.scope} `, h("span", { class: "tag" }, item.subtype || item.type || item.format), !item.public && h("span", { class: "tag" }, "embargoed"))),
    cell("Target", item.target || ""),
    cell("RA", item.ra === undefined ? "" : format.ra(item.ra, 1)),
    cell("Dec", item.dec === undefined ? "" : format.dec(item.dec, 0)),
    cell("Field", item.fov === undefined ? "" : format.angle(item.fov)),
    cell("Observed", (item.observed_from || "").slice(0, 10)),
    cell("Telescope", [...new Set([item.facility, item.instrument])].filter(Boolean).join(" ")),
    cell("Size", format.bytes(item.bytes), "number"),
  );
}

function thumbnail(item) {
  const none = h("span", { class: "thumb nothumb" }, item.type || "file");
  if (!item.links.preview || !item.public) return none;
  const image = h("img", { class: "thumb", alt: "", loading: "lazy", width: 84, height: 84, src: `${api.local(item.links.preview)}?size=168` });
  image.addEventListener("error", () => image.replaceWith(none));
  return image;
}
