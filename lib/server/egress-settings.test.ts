import { describe, expect, test } from "vitest";
import { judgeHeaders } from "./egress-headers";
import { judgeAddresses, judgeUrl } from "./egress-policy";
import { allowedHosts, egressPolicyOf } from "./egress-settings";

const usual = {
  BASE_URL: "https://portal.example.com/app",
  MAIL_FROM: "Landfall <no-reply@example.com>",
  SANDBOX_URL: "http://sandbox.internal:4010/base",
  EGRESS_ALLOW: "partner.internal:8443,[fd00::5]:443",
  EGRESS_PORTS: "443, 8443",
  EGRESS_PROXY: undefined,
};
const ruleOf = (url: string, policy = egressPolicyOf(usual)) => {
  const verdict = judgeUrl(url, policy);
  return verdict.ok ? "called" : verdict.refusal.rule;
};

describe("what the environment means for the guard", () => {
  test("ports, exceptions, the sandbox and our own name", () => {
    expect(egressPolicyOf(usual)).toEqual({
      allow: [
        { host: "sandbox.internal", port: 4010, paths: ["/w/*/v1", "/w/*/oauth", "/w/*/faults", "/w/*/expectation"] },
        { host: "partner.internal", port: 8443 },
        { host: "fd00::5", port: 443 },
      ],
      ports: [443, 8443],
      ownHosts: ["portal.example.com"],
      caller: "(+https://portal.example.com; no-reply@example.com)",
    });
    expect(allowedHosts(egressPolicyOf(usual))).toEqual([
      "sandbox.internal:4010",
      "partner.internal:8443",
      "[fd00::5]:443",
    ]);
  });

  test("the operator's proxy is one setting", () => {
    const proxyOf = (EGRESS_PROXY: string) => egressPolicyOf({ ...usual, EGRESS_PROXY }).proxy;
    expect(proxyOf("http://proxy.internal:4750")).toEqual({ host: "proxy.internal", port: 4750 });
    expect(proxyOf("http://[fd00::9]:3128/")).toEqual({ host: "fd00::9", port: 3128 });
  });

  test("the portal calls neither itself nor ports that aren't open, but the sandbox", () => {
    expect(ruleOf("https://portal.example.com/api/v1/session")).toBe("own_address");
    expect(ruleOf("https://PORTAL.example.com:8443/")).toBe("own_address");
    expect(ruleOf("https://api.example.com:8080/")).toBe("port");
    expect(ruleOf("http://sandbox.internal:4010/w/team/v1/lists")).toBe("called");
    // Beside the portal, under the same name: an exception is an exception.
    const beside = egressPolicyOf({ ...usual, SANDBOX_URL: "https://portal.example.com:4010" });
    expect(ruleOf("https://portal.example.com:4010/w/team/v1", beside)).toBe("called");
    expect(ruleOf("https://portal.example.com/v1", beside)).toBe("own_address");
  });

  test.each(["/w/team/v1", "/w/team/v1/", "/w/a/v1/lists/l1?x=/live", "/w/a/oauth/token", "/w/a/expectation/check"])(
    "the sandbox's APIs are called: %s",
    (path) => {
      expect(ruleOf(`http://sandbox.internal:4010${path}`)).toBe("called");
    },
  );

  test.each([
    ...["/", "", "/w/", "/w/team", "/w/team/", "/w/team/live", "/w/team/clear", "/w/team/requests/1", "/healthz"],
    ...["/w/team/v1x", "/w//v1/lists", "/w/team//v1", "//w/team/v1", "/W/team/v1", "/w/team/%76%31", "/x/w/team/v1"],
    ...["/w/team/live?/v1", "/w/team/live/v1", "/w/v1", "/w/team%2fv1"],
  ])("the sandbox's pages, which show everybody's keys, are not called for anybody: %j", (path) => {
    const policy = egressPolicyOf(usual);
    expect(ruleOf(`http://sandbox.internal:4010${path}`, policy)).toBe("sandbox_page");
    // Under a name of somebody's own that leads there, no more than under the sandbox's.
    const byAddress = egressPolicyOf({ ...usual, SANDBOX_URL: "http://127.0.0.1:4010" });
    const verdict = judgeUrl(`http://partner.example.com:4010${path}`, byAddress);
    expect(verdict).toMatchObject({ ok: true });
    if (!verdict.ok) return;
    expect(judgeAddresses(verdict.target, ["127.0.0.1"], byAddress)).toMatchObject({
      ok: false,
      refusal: { rule: "sandbox_page" },
    });
  });

  test("who opens the sandbox's address to everything by EGRESS_ALLOW has opened its pages, too", () => {
    const open = egressPolicyOf({ ...usual, EGRESS_ALLOW: "sandbox.internal:4010" });
    expect(ruleOf("http://sandbox.internal:4010/w/team/live", open)).toBe("called");
  });

  test.each([
    ["EGRESS_PORTS", "443,https"],
    ["EGRESS_PORTS", "0"],
    ["EGRESS_PORTS", "65536"],
    ["EGRESS_PORTS", "1-65535"],
    ["EGRESS_PORTS", ""],
    ["EGRESS_PROXY", "proxy.internal:4750"],
    ["EGRESS_PROXY", "https://proxy.internal:4750"],
    ["EGRESS_PROXY", "http://user:secret@proxy.internal:4750"],
    ["EGRESS_PROXY", "http://proxy.internal"],
    ["EGRESS_PROXY", "http://proxy.internal:99999"],
    ["EGRESS_ALLOW", "10.0.0.0/8:443"],
    ["EGRESS_ALLOW", "169.254.169.254:80"],
  ])("%s=%s stops the start", (name, value) => {
    expect(() => egressPolicyOf({ ...usual, [name]: value })).toThrow(name);
  });

  test.each(["no-reply@example.com", "Größe <post@example.com>", "nobody", ""])(
    "a sender %j still names us",
    (from) => {
      const { caller = "" } = egressPolicyOf({ ...usual, MAIL_FROM: from });
      expect(caller).toMatch(/^\(\+https:\/\/portal\.example\.com(; \S+@example\.com)?\)$/);
      expect(judgeHeaders([{ name: "User-Agent", value: caller }])).toBeUndefined();
    },
  );
});
