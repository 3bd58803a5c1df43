// Signing in from the page, by a real issuer: FRINGE_SIGN_IN_URL says where a service is that knows it.
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, afterEach, before, test } from "node:test";
import { launch } from "./chromium.mjs";

const URL = process.env.FRINGE_SIGN_IN_URL;
let browser;
let page;
let addresses;
let troubles;

before(async () => {
  browser = await launch();
});

after(() => browser?.close());

afterEach(() => page?.context().close());

/** A person's browser of their own; the issuer's pages ask for letters from elsewhere, which nobody gives them. */
async function open() {
  const context = await browser.newContext();
  context.setDefaultTimeout(30_000);
  await context.route((url) => url.hostname !== "127.0.0.1", (route) => route.abort());
  page = await context.newPage();
  addresses = [];
  troubles = [];
  page.on("framenavigated", (frame) => addresses.push(frame.url()));
  page.on("console", (message) => message.type() === "error" && page.url().startsWith(URL) && troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(error.message));
}

async function signIn(name) {
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.locator('input[name="login"]').fill(name);
  await page.locator('input[name="password"]').fill("any");
  await page.getByRole("button", { name: /sign-in/i }).click();
  await page.getByRole("button", { name: /continue/i }).click();
  await page.getByText(`Signed in as ${name}`).waitFor();
}

test("a member signs in, comes back, submits, and is forgotten with signing out", async () => {
  await open();
  await page.goto(`${URL}/?new`);
  await page.getByText("sign in, and send a token").waitFor();
  assert.equal(await page.getByRole("button", { name: "Submit" }).isDisabled(), true);
  await signIn("member");
  assert.equal(page.url(), `${URL}/?new`);
  await page.screenshot({ path: join(import.meta.dirname, "target/signed-in.png"), fullPage: true });
  await page.getByLabel("Visibilities").fill("demo:observation.uvfits");
  await page.getByRole("button", { name: "Submit" }).click();
  await page.getByText("by member").waitFor();
  await page.getByRole("button", { name: "Cancel" }).click();
  await page.locator('[data-state="cancelled"]').waitFor();
  const kept = await page.evaluate(() => JSON.parse(sessionStorage.getItem("fringe-token")).token);
  assert.equal(kept.split(".").length, 3);
  assert.equal(addresses.some((address) => address.includes(kept) || address.includes("access_token")), false, "a token stood in an address");
  assert.equal(await page.evaluate(() => document.cookie + JSON.stringify(localStorage)), "{}");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByText("You see what is public.").waitFor();
  assert.equal(await page.evaluate(() => sessionStorage.length), 0);
  assert.deepEqual(troubles.filter((text) => !text.includes("401")), []);
});

test("somebody in no group signs in, and may not submit", async () => {
  await open();
  await page.goto(`${URL}/?workflows`);
  await signIn("guest");
  await page.getByText("you are in no group").waitFor();
});

test("an answer that was not asked for signs nobody in", async () => {
  await open();
  await page.goto(`${URL}/?code=abc&state=0123456789abcdef`);
  await page.getByRole("alert").getByText("was not begun here").waitFor();
  assert.equal(page.url(), `${URL}/`);
  assert.equal(await page.evaluate(() => sessionStorage.getItem("fringe-token")), null);
});

test("a token that is no good any more is forgotten, and the page still works", async () => {
  await open();
  await page.goto(`${URL}/`);
  await page.evaluate(() => sessionStorage.setItem("fringe-token", JSON.stringify({ token: "a.b.c", until: Date.now() + 1e6 })));
  await page.goto(`${URL}/`);
  await page.getByText("You see what is public.").waitFor();
  await page.locator("tbody tr").first().waitFor();
});
