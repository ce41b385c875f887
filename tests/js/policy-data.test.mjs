import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { gzipSync } from "node:zlib";
import { TooOld, readFile } from "../../plugins/partner_kb/assets/js/policy/data.js";

const { DecompressionStream } = globalThis;
const value = { names: ["Пасха", "春节"] };
const text = JSON.stringify(value);

afterEach(() => { globalThis.DecompressionStream = DecompressionStream; });

test("a deflated file is inflated", async () => {
  assert.deepEqual(await readFile(new Response(gzipSync(text))), value);
});

test("a file that the server announced as deflated comes inflated", async () => {
  assert.deepEqual(await readFile(new Response(text)), value);
});

test("an older browser reads what comes inflated, and says so of the rest", async () => {
  delete globalThis.DecompressionStream;
  assert.deepEqual(await readFile(new Response(text)), value);
  await assert.rejects(readFile(new Response(gzipSync(text))), TooOld);
});

test("an error of the server is not read as data", async () => {
  await assert.rejects(readFile(new Response("{}", { status: 404 })), /404/);
});
