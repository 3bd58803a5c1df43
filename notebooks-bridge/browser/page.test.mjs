// The web page as people use it: real service, real lake, real run, Chromium. FRINGE_URL says where the service is; pictures
// are left in target/.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { launchIn } from "./chromium.mjs";

const URL = process.env.FRINGE_URL;
const IMAGE = "demo:first-light-image.fits";
const pictures = join(import.meta.dirname, "target");
const profile = mkdtempSync(join(tmpdir(), "fringe-page-"));
let context;
let page;
let troubles = [];

before(async () => {
  mkdirSync(pictures, { recursive: true });
  context = await launchIn(profile, { viewport: { width: 1280, height: 900 }, acceptDownloads: true, permissions: ["clipboard-read", "clipboard-write"] });
  context.setDefaultTimeout(20_000);
  page = await context.newPage();
  page.on("console", (message) => message.type() === "error" && troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("request", (request) => {
    const { origin, protocol } = new globalThis.URL(request.url());
    if (!["blob:", "data:"].includes(protocol) && origin !== URL) troubles.push(`a request to ${origin}`);
  });
});

after(async () => {
  await context?.close();
  rmSync(profile, { recursive: true, force: true });
});

afterEach(() => {
  const seen = troubles;
  troubles = [];
  assert.deepEqual(seen, [], "errors in the console, or requests to other hosts");
});

async function picture(name) {
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
}

/** How many pixels of the viewer's image differ between two states. */
const brightness = () =>
  page.evaluate(() => {
    const canvas = document.querySelector("#viewer .JS9Image");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    let sum = 0;
    for (let i = 0; i < data.length; i += 4) sum += data[i] + data[i + 1] + data[i + 2];
    return sum;
  });

async function openImage() {
  await page.goto(`${URL}/?product=${IMAGE}`);
  await page.waitForSelector("[data-ready]");
}

test("products are found by position in several forms, by target, and sorted", async () => {
  await page.goto(`${URL}/`);
  await page.waitForSelector("tbody tr");
  await picture("search");
  for (const position of ["04:00:00 -35:00:00", "60.0 -35.0", "4h00m00s -35d00m00s", "J040000-350000", "First light"]) {
    await page.goto(`${URL}/`);
    await page.getByLabel("Position or target").fill(position);
    await page.getByRole("button", { name: "Search" }).click();
    await page.getByRole("link", { name: "first-light-image.fits" }).waitFor();
  }
  await page.goto(`${URL}/?position=0+0`);
  await page.getByText("Nothing was found").waitFor();
  await page.goto(`${URL}/?position=nowhere+at+all`);
  await page.getByRole("alert").getByText("neither a position").waitFor();
  await page.goto(`${URL}/`);
  await page.getByRole("link", { name: "Size" }).click();
  await page.waitForSelector('th[aria-sort="ascending"]');
  await page.goto(`${URL}/?size=3`);
  await page.getByRole("link", { name: "Next" }).click();
  await page.getByText("Page 2 of").waitFor();
});

test("pictures are small and real", async () => {
  await page.goto(`${URL}/?subtype=restored`);
  await page.waitForFunction(() => document.querySelector("img.thumb")?.naturalWidth > 0);
});

test("an image is opened, its stretch and colours change, sources lie on the brightness", async () => {
  await openImage();
  await picture("product");
  const first = await brightness();
  await page.getByLabel("Stretch").selectOption("linear");
  await page.waitForFunction((before) => JS9.GetScale({ display: "viewer" }).scale === "linear", first);
  const second = await brightness();
  assert.notEqual(second, first);
  await page.getByLabel("Colours").selectOption("viridis");
  assert.notEqual(await brightness(), second);
  // The list says where the brightest source is; the viewer's pixel there is its peak.
  const difference = await page.evaluate(async () => {
    const { sources } = await (await fetch("/api/v1/products/demo/first-light-image.fits")).json();
    const at = JS9.WCSToPix(sources[0].ra, sources[0].dec, { display: "viewer" });
    const { data, width } = JS9.GetImage({ display: "viewer" }).raw;
    return Math.abs(data[(Math.round(at.y) - 1) * width + Math.round(at.x) - 1] / sources[0].peak - 1);
  });
  assert.ok(difference < 0.02, `the pixel differs from the source's peak by ${difference}`);
  const box = await page.locator(".viewer").boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.getByText("Jy/beam   pixel").waitFor();
  assert.match(await page.locator("#cards").textContent(), /BMAJ/);
  assert.equal(await page.getByRole("checkbox", { name: /Sources \(/ }).isChecked(), true);
  await page.getByRole("img", { name: /^Provenance: .*went into/ }).waitFor();
});

test("the sliders change what is seen, by the keyboard too", async () => {
  await openImage();
  let before = await brightness();
  for (const name of ["Contrast", "Bias", "Brightest"]) {
    const slider = page.getByLabel(name, { exact: true });
    const value = Number(await slider.inputValue());
    await slider.focus();
    for (let i = 0; i < 8; i++) await page.keyboard.press("ArrowRight");
    assert.ok(Number(await slider.inputValue()) > value, `${name} did not move`);
    const now = await brightness();
    assert.notEqual(now, before, `${name} changed nothing`);
    before = now;
  }
  const box = await page.getByLabel("Contrast", { exact: true }).boundingBox();
  await page.mouse.click(box.x + box.width * 0.9, box.y + box.height / 2);
  assert.ok(Number(await page.getByLabel("Contrast", { exact: true }).inputValue()) > 4);
  assert.notEqual(await brightness(), before);
});

test("what pyvo is told to do is copied, and is Python", async () => {
  await openImage();
  await page.getByText("With pyvo").click();
  await page.getByRole("button", { name: "Copy" }).first().click();
  await page.getByText("Copied").first().waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(text, /^import pyvo\n/);
  assert.ok(text.includes(`${URL}/datalink/links?ID=`), text);
  execFileSync("python3", ["-c", "import ast, sys; ast.parse(sys.stdin.read())"], { input: text });
  const links = await fetch(text.match(/"(http[^"]+)"/)[1]);
  assert.equal(links.status, 200);
});

test("a notebook of the product is downloaded, and is one", async () => {
  await openImage();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: /notebook/ }).click()]);
  assert.equal(download.suggestedFilename(), "first-light-image.ipynb");
  const notebook = JSON.parse(readFileSync(await download.path(), "utf8"));
  assert.equal(notebook.nbformat, 4);
  const code = notebook.cells.map((cell) => cell.source).join("\n");
  assert.ok(code.includes(`sky.image("${IMAGE}")`), code);
  execFileSync("python3", ["-c", "import ast, sys; ast.parse(sys.stdin.read())"], { input: code });
});

test("a product is downloaded whole", async () => {
  await page.goto(`${URL}/?product=${IMAGE}`);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: /^Download/ }).click()]);
  const bytes = readFileSync(await download.path());
  const told = await (await fetch(`${URL}/api/v1/products/demo/first-light-image.fits`)).json();
  assert.equal(createHash("md5").update(bytes).digest("hex"), told.md5);
});

test("a part is cut out", async () => {
  await openImage();
  await page.getByLabel("Radius").fill("1 arcmin");
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Cut out" }).click()]);
  const text = readFileSync(await download.path()).toString("latin1");
  const width = Number(text.match(/NAXIS1 {2}= +(\d+)/)[1]);
  assert.ok(width >= 58 && width <= 64, `two arcminutes of 2 arcsec pixels, and not ${width}`);
  await page.getByLabel("Cut out around").fill("nowhere");
  await page.getByRole("button", { name: "Cut out" }).click();
  await page.getByRole("alert").getByText("Centre").waitFor();
});

test("a workflow is written, checked, submitted and watched to its end", async () => {
  await page.goto(`${URL}/?new`);
  await page.getByLabel("Cell", { exact: true }).fill("two arcsec");
  await page.getByRole("button", { name: "Check" }).click();
  await page.getByText("spec.image.cell").waitFor();
  await picture("workflow-fault");
  await page.getByLabel("Cell", { exact: true }).fill("4 arcsec");
  await page.getByLabel("Image size").fill("256");
  await page.getByLabel("Iterations at most").fill("200");
  await page.getByLabel("Name", { exact: true }).fill(`page-${Date.now() % 1e6}`);
  await page.getByRole("button", { name: "Check" }).click();
  await page.getByText("Nothing is wrong with it.").waitFor();
  await page.getByRole("button", { name: "Submit" }).click();
  // A stage is told once the run has begun to tell how far it is.
  await page.locator('[data-state="running"] .soft').first().filter({ hasText: /\w/ }).waitFor({ timeout: 60_000 });
  await picture("workflow-running");
  await page.reload();
  await page.locator('[data-state="succeeded"]').waitFor({ timeout: 150_000 });
  await picture("workflow-done");
  await page.getByRole("link", { name: /^demo:page-/ }).click();
  await page.getByRole("link", { name: /page-.*-image\.fits/ }).waitFor({ timeout: 30_000 }).catch(async () => {
    // The index looks at the lake every few seconds.
    await page.reload();
    await page.getByRole("link", { name: /page-.*-image\.fits/ }).waitFor();
  });
});

test("it works on a narrow screen and with the keyboard alone", async () => {
  await page.setViewportSize({ width: 390, height: 840 });
  for (const [name, path] of [["search", "/"], ["product", `/?product=${IMAGE}`], ["new", "/?new"], ["workflows", "/?workflows"]]) {
    await page.goto(URL + path);
    if (name === "product") await page.waitForSelector("[data-ready]");
    else await page.waitForSelector("h1");
    await page.waitForLoadState("load");
    await picture(`narrow-${name}`);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false, `${name} is wider than the screen`);
    assert.doesNotMatch(await page.locator("main").innerText(), /\b(undefined|false|null|NaN)\b|\[object/, `${name} shows a value that is none`);
    const nameless = await page.evaluate(() => [...document.querySelectorAll("main input, main select, main textarea")].filter((control) => !control.closest(".viewer")).filter((control) => control.labels.length === 0).length);
    assert.equal(nameless, 0, `${name} has fields without a label`);
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${URL}/`);
  await page.waitForSelector("tbody tr");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.type("restored");
  await page.keyboard.press("Enter");
  await page.waitForURL(/q=restored/);
  await page.waitForSelector("tbody tr");
  await tabTo("the product's link", (element) => element.matches("a.did"));
  await page.keyboard.press("Enter");
  await page.waitForURL(/product=/);
  await page.waitForSelector("[data-ready]");
  for (const [what, is] of [
    ["the colours", (element) => element.matches('[data-control="colours"]')],
    ["a slider", (element) => element.matches('input[type="range"]')],
    ["the download", (element) => element.matches("a[download]")],
    ["the cut-out's button", (element) => element.textContent === "Cut out"],
    ["the snippet", (element) => element.matches("summary")],
    ["the notebook", (element) => element.textContent.includes("notebook (")],
  ]) {
    await page.evaluate(() => document.activeElement.blur());
    await tabTo(what, is);
  }
});

/** Goes on by Tab alone until such an element has the focus. */
async function tabTo(what, is) {
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(`(${is})(document.activeElement)`);
    if (found) {
      const style = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
      assert.notEqual(style, "none", `${what} has the focus, and nobody sees it`);
      return;
    }
  }
  assert.fail(`${what} cannot be reached by the keyboard`);
}

test("on a narrow screen a product is looked at and a workflow checked", async () => {
  await page.setViewportSize({ width: 390, height: 840 });
  await openImage();
  const before = await brightness();
  await page.getByLabel("Stretch").selectOption("linear");
  assert.notEqual(await brightness(), before);
  await page.goto(`${URL}/?new`);
  await page.getByRole("button", { name: "Check" }).click();
  await page.getByText("Nothing is wrong with it.").waitFor();
  await page.setViewportSize({ width: 1280, height: 900 });
});

test("the image viewer is the one of its package", () => {
  const ours = join(import.meta.dirname, "../server/src/main/resources/web/vendor/js9-3.9.0");
  const theirs = join(import.meta.dirname, "node_modules/js9");
  for (const name of readdirSync(ours, { recursive: true })) {
    if (statSync(join(ours, name)).isFile()) assert.deepEqual(readFileSync(join(ours, name)), readFileSync(join(theirs, name)), name);
  }
});
