// A provenance record (W3C PROV-JSON with the IVOA's model) as a picture: what was used, what was done by whom, what came of it.
import { svg } from "./dom.js";

const WIDTH = 250;
const HEIGHT = 46;
const GAP = 14;
const COLUMN = 340;
const MARGIN = 10;

/** {svg, workflow}: the picture, and the workflow's text; undefined where there is nothing to draw. */
export function graph(record, subtype) {
  const entities = record.entity || {};
  const activities = record.activity || {};
  const label = (things, id) => String(things[id]?.["voprov:name"] ?? things[id]?.["prov:label"] ?? id.replace(/^[^:]*:/, ""));
  const pairs = (relation, a, b) => Object.values(record[relation] || {}).map((link) => [link[a], link[b]]);
  const generated = pairs("wasGeneratedBy", "prov:entity", "prov:activity");
  const main = generated[0]?.[1] ?? Object.keys(activities)[0];
  if (!main) return undefined;
  const used = pairs("used", "prov:activity", "prov:entity").filter(([activity]) => activity === main).map(([, entity]) => entity);
  const agents = pairs("wasAssociatedWith", "prov:activity", "prov:agent").filter(([activity]) => activity === main).map(([, agent]) => agent);
  const collections = new Set(pairs("hadMember", "prov:collection", "prov:entity").map(([collection]) => collection));
  const products = [...new Set(generated.filter(([entity, activity]) => activity === main && !collections.has(entity)).map(([entity]) => entity))];
  const stages = pairs("wasInformedBy", "prov:informed", "prov:informant").filter(([informed]) => informed === main).map(([, stage]) => stage);
  const workflow = entities["run:workflow"];
  const node = (kind, title, note = "", isThis = false) => ({ kind, title, note, isThis });
  const columns = [
    [...used.map((id) => node("entity", label(entities, id), "visibilities")), workflow && node("entity", label(entities, "run:workflow"), "workflow")].filter(Boolean),
    [
      node("activity", label(activities, main), span(activities[main])),
      ...agents.map((id) => node("agent", label(record.agent || {}, id), record.agent?.[id]?.["voprov:version"] || "")),
    ],
    products.map((id) => node("entity", label(entities, id), id.replace(/^.*product-/, ""), subtype !== "" && id.endsWith(`product-${subtype}`))),
  ];
  const rows = Math.max(...columns.map((column) => column.length));
  const height = rows * (HEIGHT + GAP) + 2 * MARGIN + 24;
  const width = 2 * COLUMN + WIDTH + 2 * MARGIN;
  const place = (column, index) => ({ x: MARGIN + column * COLUMN, y: MARGIN + ((rows - columns[column].length) / 2 + index) * (HEIGHT + GAP) });
  const arrow = (from, to) => svg("path", { d: `M${from.x + WIDTH} ${from.y + HEIGHT / 2} C${from.x + WIDTH + 50} ${from.y + HEIGHT / 2} ${to.x - 50} ${to.y + HEIGHT / 2} ${to.x} ${to.y + HEIGHT / 2}` });
  const centre = place(1, 0);
  const lines = [...columns[0].map((_, i) => arrow(place(0, i), centre)), ...columns[2].map((_, i) => arrow(centre, place(2, i)))];
  const boxes = columns.flatMap((column, c) => column.map((item, i) => box(item, place(c, i))));
  const steps = stages.map((id) => label(activities, id)).join(" \u2192 ");
  const words = `Provenance: ${columns[0].map((n) => n.title).join(", ")} went into ${columns[1][0].title}, which made ${columns[2].map((n) => n.title).join(", ")}`;
  const picture = svg("svg", { class: "graph", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": words, style: `min-width:${Math.min(width, 720)}px` }, lines, boxes, svg("text", { class: "small", x: MARGIN, y: height - 8, style: "fill: currentColor" }, cut(steps, 150)));
  return { svg: picture, workflow: workflow?.["voprov:value"] };
}

function box(item, { x, y }) {
  return svg(
    "g",
    {},
    svg("title", {}, `${item.title} ${item.note}`),
    svg("rect", { x, y, width: WIDTH, height: HEIGHT, class: `${item.kind}${item.isThis ? " this" : ""}` }),
    svg("text", { x: x + 10, y: y + 19 }, cut(item.title, 32)),
    svg("text", { x: x + 10, y: y + 36, class: "small" }, cut(item.note, 40)),
  );
}

function span(activity) {
  const from = Date.parse(activity?.["prov:startTime"]);
  const to = Date.parse(activity?.["prov:endTime"]);
  if (!(to >= from)) return "";
  return `${activity["prov:startTime"].slice(0, 16).replace("T", " ")} UTC, ${Math.round((to - from) / 1000)} s`;
}

function cut(text, length) {
  return text.length > length ? `${text.slice(0, length - 1)}\u2026` : text;
}
