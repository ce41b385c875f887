import assert from "node:assert/strict";
import { test } from "node:test";

import { once } from "../../plugins/partner_kb/assets/js/once.js";

test("what is loaded is loaded once, and again after a failure", async () => {
  let calls = 0;
  const load = once(async () => {
    calls += 1;
    if (calls === 1) throw new Error("offline");
    return calls;
  });
  await assert.rejects(load(), /offline/);
  assert.deepEqual(await Promise.all([load(), load()]), [2, 2]);
  assert.equal(calls, 2);
});
