// Debian's Chromium, without a screen.
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const executablePath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);
const args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

export const launch = () => chromium.launch({ executablePath, headless: true, args });

/** One with a folder of its own, and one window. */
export const launchIn = (folder, options) => chromium.launchPersistentContext(folder, { executablePath, headless: true, args, ...options });
