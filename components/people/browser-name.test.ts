import { expect, test } from "vitest";
import { browserName, networkName } from "./browser-name";

test.each([
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
  ["Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"],
  ["Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1", "Safari on iPhone"],
  ["curl/8.5.0", "Unknown browser"],
])("%s is %s", (userAgent, name) => {
  expect(browserName(userAgent)).toBe(name);
});

test.each([
  ["203.0.113.9", "203.0.113.9"],
  ["2001:0db8:0001:0002:0000:0000:0000:0000", "2001:db8:1:2::"],
  ["0000:0000:0000:0000:0000:0000:0000:0000", "::"],
  ["", "unknown"],
])("%s is written %s", (address, name) => {
  expect(networkName(address)).toBe(name);
});
