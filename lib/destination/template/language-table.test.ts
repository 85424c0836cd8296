import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { templateCharsMax } from "@/lib/destination/definition";
import { completeDestination } from "@/lib/destination/example/complete-destination";
import { gallery } from "@/lib/destination/gallery/gallery";
import { LosslessNumber } from "@/lib/destination/json";
import { check } from "@/lib/destination/rulebook";
import { templatesOf } from "@/lib/destination/template-use";
import { filterNames, filters } from "./filters";
import { parseTemplate } from "./parse";
import { lookupIn, type Rendered, renderHeaderValue, renderJson, renderText } from "./render";
import type { Template, TemplateFix, TemplateLanguage } from "./template";
import { renderForm, renderUrl } from "./url";

/** What a template is expected to do: render, be refused with these values, or hold these mistakes. */
interface Expected {
  gives?: string;
  /** The codes of the problems. */
  refused?: string[];
  /** Each as `code «the text it is about»`, in source order. */
  errors?: string[];
  /** The text after fix upon fix, the first one first, until none is left. */
  fixed?: string;
  /** Mistakes that no fix mends. */
  left?: number;
}

type Row = [text: string, expected: Expected];

const values = {
  name: 'Ada "A" Byron',
  n: 42,
  yes: true,
  nothing: null,
  list: ["a", "b"],
  object: { k: 1 },
  big: new LosslessNumber("9007199254740993123"),
  email: " Ann@Example.com ",
  digits: "42",
  event: { properties: { total: 5 } },
  lines: [{ price: 5 }, { price: 7 }],
  when: "2026-01-31T12:00:00Z",
  token: "t0k",
  base: "https://eu.example.com/",
  cohort_name: "Saturday's cohort & héllo",
  empty: "",
  user_id9: "u9",
};
const options = { items: ['{"id":1}', '"b"'] };

/** By what stands before the colon: the language and who renders it. */
const sections: Record<string, Row[]> = {
  "payload: tokens and dollars": [
    ["", { gives: "" }],
    [" \n", { gives: "" }],
    ["null", { gives: "null" }],
    ["$items", { gives: '[{"id":1},"b"]' }],
    ["[$items]", { gives: '[[{"id":1},"b"]]' }],
    ['{"ids": $items}', { gives: '{"ids": [{"id":1},"b"]}' }],
    ['{"name": "$name"}', { gives: '{"name": "Ada \\"A\\" Byron"}' }],
    ['{"name": $name}', { gives: '{"name": "Ada \\"A\\" Byron"}' }],
    ['{"$name": 1}', { gives: '{"Ada \\"A\\" Byron": 1}' }],
    ['"$n"', { gives: '"42"' }],
    ["$n", { gives: "42" }],
    ["${n}", { gives: "42" }],
    ["${ n }", { gives: "42" }],
    ['{"a": $n, "b": $yes, "c": $nothing}', { gives: '{"a": 42, "b": true, "c": null}' }],
    ['{"a": $list, "b": $object}', { gives: '{"a": ["a","b"], "b": {"k":1}}' }],
    ['{"a": "$list and $object"}', { gives: '{"a": "[\\"a\\",\\"b\\"] and {\\"k\\":1}"}' }],
    ['"${event.properties.total}"', { gives: '"5"' }],
    ["${event.properties.total}", { gives: "5" }],
    ["${event.properties.none}", { refused: ["missing-value"] }],
    ['"$user_id9-x"', { gives: '"u9-x"' }],
    ['"$user-id"', { refused: ["missing-value"] }],
    ['"$name$n"', { gives: '"Ada \\"A\\" Byron42"' }],
    ['"$n$n"', { gives: '"4242"' }],
    ['"$n_"', { refused: ["missing-value"] }],
    ['"${n}_"', { gives: '"42_"' }],
    ['"$N"', { refused: ["missing-value"] }],
    ['"$_private"', { refused: ["missing-value"] }],
    ['"cost: $5"', { gives: '"cost: $5"' }],
    ['"$"', { gives: '"$"' }],
    ['"$ "', { gives: '"$ "' }],
    ['"$$"', { gives: '"$"' }],
    ['"$$name"', { gives: '"$name"' }],
    ['"$$$n"', { gives: '"$42"' }],
    ['"$$$$"', { gives: '"$$"' }],
    ['"$$5 and $5"', { gives: '"$5 and $5"' }],
    ['{"a$$b": 1}', { gives: '{"a$b": 1}' }],
    ['"$.path"', { gives: '"$.path"' }],
    ['"$(x)"', { gives: '"$(x)"' }],
    ['"€$n"', { gives: '"€42"' }],
    ['"a$"', { gives: '"a$"' }],
    ["$big", { gives: "9007199254740993123" }],
    ['"$big"', { gives: '"9007199254740993123"' }],
    ['{"id": 12345678901234567890}', { gives: '{"id": 12345678901234567890}' }],
    ["[1.50, -0, 1e5, 1E-7]", { gives: "[1.50, -0, 1e5, 1E-7]" }],
    ['{"a.b": 1, "c d": 2}', { gives: '{"a.b": 1, "c d": 2}' }],
    ['{"": 1}', { gives: '{"": 1}' }],
    ['"\\u0024name"', { gives: '"\\u0024name"' }],
    ['"\\"$name\\""', { gives: '"\\"Ada \\"A\\" Byron\\""' }],
    ['"a\\/b"', { gives: '"a\\/b"' }],
    ["true", { gives: "true" }],
    ["-0.5", { gives: "-0.5" }],
  ],
  "payload: absence": [
    ['{"email": "${none?}", "n": $n}', { gives: '{ "n": 42}' }],
    ['{"email": ${none?}, "n": $n}', { gives: '{ "n": 42}' }],
    ["[${none?}, $n]", { gives: "[ 42]" }],
    ['["${none?}"]', { gives: "[]" }],
    ['{"a": {"b": "${none?}"}}', { gives: '{"a": {}}' }],
    ['{"email": "${email?}"}', { gives: '{"email": " Ann@Example.com "}' }],
    ['{"email": ${none | default: null}}', { gives: '{"email": null}' }],
    ['{"email": "${none | default: "-"}"}', { gives: '{"email": "-"}' }],
    ['{"email": ${none | default: 0}}', { gives: '{"email": 0}' }],
    ['{"x": ${none | default: false}}', { gives: '{"x": false}' }],
    ['{"email": $none}', { refused: ["missing-value"] }],
    ['{"email": "$none"}', { refused: ["missing-value"] }],
    ['{"a": $nothing}', { gives: '{"a": null}' }],
    ['{"a": "$nothing"}', { refused: ["missing-value"] }],
    ['{"a": "${nothing?}"}', { gives: "{}" }],
    ['{"a": ${nothing?}, "b": 1}', { gives: '{"a": null, "b": 1}' }],
    ['{"${none?}": 1, "b": 2}', { gives: '{ "b": 2}' }],
    ["${none?}", { refused: ["missing-value"] }],
    ['{"a": "x ${none?}"}', { gives: "{}" }],
    ['{"a": ${event.none?}}', { gives: "{}" }],
  ],
  "payload: filters": [
    ['"${cohort_name | slugify}"', { gives: '"Saturday-s-cohort-he-llo"' }],
    ['"${email | email}"', { gives: '"ann@example.com"' }],
    ['"${email | trim | lower}"', { gives: '"ann@example.com"' }],
    ['"${name | upper}"', { gives: '"ADA \\"A\\" BYRON"' }],
    ['"${cohort_name | remove_spaces}"', { gives: '"Saturday\'scohort&héllo"' }],
    ['"${cohort_name | replace: " ", "_"}"', { gives: '"Saturday\'s_cohort_&_héllo"' }],
    ['"${cohort_name | replace: " ", ""}"', { gives: '"Saturday\'scohort&héllo"' }],
    ['"${cohort_name | truncate: 3}"', { gives: '"Sat"' }],
    ['"${n | sha256}"', { gives: '"73475cb40a568e8da8a045ced110137e159f890ac4da883b6b17dc651b3a8049"' }],
    ['"${n | md5}"', { gives: '"a1d0c6e83f027327d8461063f4ac58a6"' }],
    ['"${n | base64}"', { gives: '"NDI="' }],
    ['"${object | json}"', { gives: '"{\\"k\\":1}"' }],
    ["${object | json}", { gives: '"{\\"k\\":1}"' }],
    ["${digits | number}", { gives: "42" }],
    ['"${digits | number}"', { gives: '"42"' }],
    ["${n | string}", { gives: '"42"' }],
    ['"${list | join: ","}"', { gives: '"a,b"' }],
    ['"${list | join}"', { gives: '"a,b"' }],
    ['"${items | join: ","}"', { gives: '"{\\"id\\":1},b"' }],
    ["${list | first}", { gives: '"a"' }],
    ['${lines | map: "price"}', { gives: "[5,7]" }],
    ['"${lines | map: "price" | join: "+"}"', { gives: '"5+7"' }],
    ['"${when | date: "iso"}"', { gives: '"2026-01-31T12:00:00.000Z"' }],
    ['${when | date: "unix"}', { gives: "1769860800" }],
    ['"${cohort_name | url_encode}"', { gives: '"Saturday%27s%20cohort%20%26%20h%C3%A9llo"' }],
    ['"${name|upper|lower}"', { gives: '"ada \\"a\\" byron"' }],
    ['"${name | replace: "\\"", "\'"}"', { gives: "\"Ada 'A' Byron\"" }],
    ['"${name | replace: "}", "{"}"', { gives: '"Ada \\"A\\" Byron"' }],
    ['"${x | default: "a|b"}"', { gives: '"a|b"' }],
    ['"${x | default: "$n"}"', { gives: '"$n"' }],
    ["${name | number}", { refused: ["filter-refused"] }],
    ["${n | join}", { refused: ["filter-refused"] }],
  ],
  "payload: filters that are wrong": [
    ['"${name | slugfy}"', { errors: ["unknown-filter «slugfy»"], fixed: '"${name | slugify}"' }],
    ['"${name | Lower}"', { errors: ["unknown-filter «Lower»"], fixed: '"${name | lower}"' }],
    ['"${name | to_json}"', { errors: ["unknown-filter «to_json»"], fixed: '"${name | json}"' }],
    ['"${name | zzz}"', { errors: ["unknown-filter «zzz»"], left: 1 }],
    ['"${name | lower | uper}"', { errors: ["unknown-filter «uper»"], fixed: '"${name | lower | upper}"' }],
    ['"${name | replace: "a"}"', { errors: ['filter-arguments «| replace: "a"»'], left: 1 }],
    ['"${name | replace: "", "b"}"', { errors: ['filter-arguments «| replace: "", "b"»'], left: 1 }],
    ['"${name | truncate: "5"}"', { errors: ['filter-arguments «| truncate: "5"»'], left: 1 }],
    ['"${name | truncate: -1}"', { errors: ["filter-arguments «| truncate: -1»"], left: 1 }],
    ['"${name | truncate: 1.5}"', { errors: ["filter-arguments «| truncate: 1.5»"], left: 1 }],
    ['"${name | truncate}"', { errors: ["filter-arguments «| truncate»"], left: 1 }],
    ['"${name | lower: 1}"', { errors: ["filter-arguments «| lower: 1»"], left: 1 }],
    ['"${when | date: "us"}"', { errors: ['filter-arguments «| date: "us"»'], left: 1 }],
    ['"${when | date: unix}"', { errors: ["unquoted-argument «unix»"], fixed: '"${when | date: "unix"}"' }],
    ['"${x | default: none}"', { errors: ["unquoted-argument «none»"], fixed: '"${x | default: "none"}"' }],
    ["\"${x | default: 'none'}\"", { errors: ["single-quotes «'none'»"], fixed: '"${x | default: "none"}"' }],
    ['"${x | default: “none”}"', { errors: ["curly-quotes «“none”»"], fixed: '"${x | default: "none"}"' }],
    ['"${x | default: \\"none\\"}"', { errors: ['escaped-quote «\\"none\\"»'], fixed: '"${x | default: "none"}"' }],
    ['"${x | default: 12345678901234567890}"', { errors: ["long-number «12345678901234567890»"], left: 1 }],
    ['"${x | default: }"', { errors: ["missing-argument «:»"], left: 1 }],
    ['"${name | }"', { errors: ["missing-filter «|»"], fixed: '"${name }"' }],
    ['"${name || lower}"', { errors: ["missing-filter «|»"], fixed: '"${name | lower}"' }],
    ['"${name | lower |}"', { errors: ["missing-filter «|»"], fixed: '"${name | lower }"' }],
    ['"${name lower}"', { errors: ["unexpected-in-token « lower»"], fixed: '"${name}"' }],
    ['"${name.lower()}"', { errors: ["unexpected-in-token «()»"], fixed: '"${name.lower}"' }],
    ['"${name | lower:}"', { errors: ["missing-argument «:»"], left: 1 }],
    ['"${name | replace: "a" "b"}"', { errors: ["missing-comma « »"], fixed: '"${name | replace: "a", "b"}"' }],
  ],
  "payload: names that are wrong": [
    ['"${}"', { errors: ["missing-name «${}»"], fixed: '"$${}"' }],
    ['"${ }"', { errors: ["missing-name «${ }»"], fixed: '"$${ }"' }],
    ['"${5}"', { errors: ["missing-name «${5}»"], fixed: '"$${5}"' }],
    ['"${-a}"', { errors: ["missing-name «${-a}»"], fixed: '"$${-a}"' }],
    ['"${$name}"', { errors: ["missing-name «${»"], fixed: '"$${$name}"' }],
    ['"${{name}}"', { errors: ["missing-name «${»"], fixed: '"$${{name}}"' }],
    ['"{{name}}"', { gives: '"{{name}}"' }],
    ['"${api-key}"', { errors: ["hyphen-in-name «api-key»"], fixed: '"${api_key}"' }],
    ['"${a..b}"', { errors: ["missing-step «.»"], fixed: '"${a.b}"' }],
    ['"${a.}"', { errors: ["missing-step «.»"], fixed: '"${a}"' }],
    ['"${.a}"', { errors: ["missing-name «${.a}»"], fixed: '"$${.a}"' }],
    ["${}", { errors: ["missing-name «${}»"], left: 1 }],
    ["{${a}: 1}", { errors: ["unquoted-key «${a}»"], fixed: '{"${a}": 1}' }],
    ['"${n"', { errors: ["unterminated-token «${n»"], fixed: '"${n}"' }],
    ['{"a": "${n", "b": 1}', { errors: ["unterminated-token «${n»"], fixed: '{"a": "${n}", "b": 1}' }],
    ['{"a": ${n, "b": 1}', { errors: ["unterminated-token «${n»"], fixed: '{"a": ${n}, "b": 1}' }],
    [
      '{"a": ${n | lower, "b": 1}',
      { errors: ["unterminated-token «${n | lower»"], fixed: '{"a": ${n | lower}, "b": 1}' },
    ],
    ['"${name" }', { errors: ["unterminated-token «${name»", "unbalanced «}»"], fixed: '"${name}" ' }],
    ['"${items[0]}"', { errors: ['items-place «"${items[0]}"»', "unexpected-in-token «[0]»"], fixed: "${items}" }],
    ['"${items.id}"', { errors: ["items-place «${items.id}»"], left: 1 }],
    ['{"a": "$items"}', { errors: ['items-place «"$items"»'], fixed: '{"a": $items}' }],
    ['{"a": "x $items"}', { errors: ["items-place «$items»"], fixed: '{"a": "x ${items | join: ","}"}' }],
    ['{"$items": 1}', { errors: ["items-place «$items»"], fixed: '{"${items | join: ","}": 1}' }],
    ['{"a": ${items[]}}', { errors: ["spread-in-payload «${items[]}»"], fixed: '{"a": ${items}}' }],
    ['"${name[]}"', { errors: ["spread-in-payload «${name[]}»"], fixed: '"${name}"' }],
  ],
  "payload: commas, colons, brackets": [
    ['{"a": 1,}', { errors: ["trailing-comma «,»"], fixed: '{"a": 1}' }],
    ["[1, 2,]", { errors: ["trailing-comma «,»"], fixed: "[1, 2]" }],
    ["[1,, 2]", { errors: ["extra-comma «,»"], fixed: "[1, 2]" }],
    ["[,1]", { errors: ["extra-comma «,»"], fixed: "[1]" }],
    ["{,}", { errors: ["extra-comma «,»"], fixed: "{}" }],
    ['{"a": 1 "b": 2}', { errors: ["missing-comma « »"], fixed: '{"a": 1, "b": 2}' }],
    ["[1 2]", { errors: ["missing-comma « »"], fixed: "[1, 2]" }],
    ["[$n $n]", { errors: ["missing-comma « »"], fixed: "[$n, $n]" }],
    ['{"a": 1; "b": 2}', { errors: ["missing-comma «;»"], fixed: '{"a": 1, "b": 2}' }],
    ['{"a" 1}', { errors: ['missing-colon «"a"»'], fixed: '{"a": 1}' }],
    ['{"a" = 1}', { errors: ["missing-colon «=»"], fixed: '{"a" : 1}' }],
    ['{"a" => 1}', { errors: ["missing-colon «=>»"], fixed: '{"a" : 1}' }],
    ['{"a":: 1}', { errors: ["unexpected-colon «:»"], fixed: '{"a": 1}' }],
    ['{"a": }', { errors: ['missing-value «"a": »'], left: 1 }],
    ['{"a"}', { errors: ['missing-value «"a"»'], left: 1 }],
    ['{"a": , "b": 1}', { errors: ['missing-value «"a": »'], left: 1 }],
    ['["a": 1]', { errors: ["unexpected-colon «:»"], fixed: '["a", 1]' }],
    ["[", { errors: ["unbalanced «[»"], fixed: "[]" }],
    ["{", { errors: ["unbalanced «{»"], fixed: "{}" }],
    ['{"a": [1, 2}', { errors: ["unbalanced «[»"], fixed: '{"a": [1, 2]}' }],
    ['{"a": {"b": 1}', { errors: ["unbalanced «{»"], fixed: '{"a": {"b": 1}}' }],
    ["[1}", { errors: ["unbalanced «[»", "unbalanced «}»"], fixed: "[1]" }],
    ['{"a": 1]', { errors: ["unbalanced «{»", "unbalanced «]»"], fixed: '{"a": 1}' }],
    ['{"a": 1}}', { errors: ["unbalanced «}»"], fixed: '{"a": 1}' }],
    ["]", { errors: ["missing-value «»", "unbalanced «]»"], fixed: "" }],
    ["}{", { errors: ["missing-value «»", "unbalanced «}»", "unbalanced «{»"], fixed: "{}" }],
    ['{"a": 1} {"b": 2}', { errors: ['text-after-value «{"b": 2}»'], left: 1 }],
    ['"a": 1', { errors: ["text-after-value «: 1»"], fixed: '{"a": 1}' }],
    ["1 2", { errors: ["text-after-value «2»"], left: 1 }],
    ["[1] ,", { errors: ["text-after-value «,»"], fixed: "[1] " }],
    ["{[1]: 2}", { errors: ["missing-key «[»"], left: 1 }],
    ['{"a": 1, "a": 2}', { errors: ['duplicate-key «"a"»'], left: 1 }],
    ['{"a": 1, "\\u0061": 2}', { errors: ['duplicate-key «"\\u0061"»'], left: 1 }],
    ['{"$n": 1, "$n": 2}', { refused: ["duplicate-key"] }],
    ['{"a": {"a": 1}}', { gives: '{"a": {"a": 1}}' }],
  ],
  "payload: quotes, comments, words": [
    ["{'a': 'b'}", { errors: ["single-quotes «'a'»", "single-quotes «'b'»"], fixed: '{"a": "b"}' }],
    ["{“a”: “$name”}", { errors: ["curly-quotes «“a”»", "curly-quotes «“$name”»"], fixed: '{"a": "$name"}' }],
    ["{«a»: 1}", { errors: ["curly-quotes ««a»»"], fixed: '{"a": 1}' }],
    ["['it\\'s']", { errors: ["single-quotes «'it\\'s'»"], fixed: '["it\'s"]' }],
    ["{a: 1}", { errors: ["unquoted-key «a»"], fixed: '{"a": 1}' }],
    ["{a: $name}", { errors: ["unquoted-key «a»"], fixed: '{"a": $name}' }],
    ['{"a": b}', { errors: ["unquoted-text «b»"], fixed: '{"a": "b"}' }],
    ['{"a": hello world}', { errors: ["unquoted-text «hello world»"], fixed: '{"a": "hello world"}' }],
    ['{"a": user-$n}', { errors: ["unquoted-text «user-$n»"], fixed: '{"a": "user-$n"}' }],
    ['{"a": $n-user}', { errors: ["unquoted-text «$n-user»"], fixed: '{"a": "$n-user"}' }],
    ['{"a": $n$n}', { errors: ["unquoted-text «$n$n»"], fixed: '{"a": "$n$n"}' }],
    ['{"a": https://x.com/$n}', { errors: ["unquoted-text «https://x.com/$n»"], fixed: '{"a": "https://x.com/$n"}' }],
    ['{"a": C:\\temp}', { errors: ["unquoted-text «C:\\temp»"], fixed: '{"a": "C:\\\\temp"}' }],
    [
      '{"a": True, "b": None}',
      { errors: ["unknown-word «True»", "unknown-word «None»"], fixed: '{"a": true, "b": null}' },
    ],
    ['{"a": undefined}', { errors: ["unknown-word «undefined»"], fixed: '{"a": null}' }],
    ['{"a": NaN}', { errors: ["unknown-word «NaN»"], fixed: '{"a": null}' }],
    ["[007]", { errors: ["bad-number «007»"], fixed: "[7]" }],
    ["[+1]", { errors: ["bad-number «+1»"], fixed: "[1]" }],
    ["[.5]", { errors: ["bad-number «.5»"], fixed: "[0.5]" }],
    ["[1.]", { errors: ["bad-number «1.»"], fixed: "[1]" }],
    ["[0x1F]", { errors: ["bad-number «0x1F»"], fixed: '["0x1F"]' }],
    ["[2026-01-31]", { errors: ["bad-number «2026-01-31»"], fixed: '["2026-01-31"]' }],
    ["[1,000]", { errors: ["bad-number «000»"], fixed: "[1,0]" }],
    ['{"a": 1} // end', { errors: ["comment «// end»"], fixed: '{"a": 1} ' }],
    ['// start\n{"a": 1}', { errors: ["comment «// start»"], fixed: '\n{"a": 1}' }],
    ['{"a": /* one */ 1}', { errors: ["comment «/* one */»"], fixed: '{"a":  1}' }],
    ["# hash\n[1]", { errors: ["comment «# hash»"], fixed: "\n[1]" }],
    ["/* open", { errors: ["comment «/* open»"], fixed: "" }],
    ['{"a": "http://x"}', { gives: '{"a": "http://x"}' }],
    [
      '{"a": "x\n"}',
      {
        errors: ['unterminated-string «"x»', "missing-comma «\n»", 'unterminated-string «"»', 'missing-value «"»'],
        fixed: '{"a": "x",\n""}',
        left: 1,
      },
    ],
    ['{"a": "x,\n"b": 1}', { errors: ['unterminated-string «"x»'], fixed: '{"a": "x",\n"b": 1}' }],
    ['{"a: 1}', { errors: ['unterminated-string «"a»'], fixed: '{"a": 1}' }],
    ['{a": 1}', { errors: ['missing-quote «a"»'], fixed: '{"a": 1}' }],
    ['{"a": x"}', { errors: ['missing-quote «x"»'], fixed: '{"a": "x"}' }],
    ['"a\tb"', { errors: ["control-character «\t»"], fixed: '"a\\tb"' }],
    ['"a\u0000b"', { errors: ["control-character «\u0000»"], fixed: '"a\\u0000b"' }],
    ['"a\\xb"', { errors: ["bad-escape «\\»"], fixed: '"a\\\\xb"' }],
    ['"\\u12"', { errors: ["bad-escape «\\»"], fixed: '"\\\\u12"' }],
    ['"\\$n"', { errors: ["bad-escape «\\$»"], fixed: '"$$n"' }],
    ['"abc', { errors: ['unterminated-string «"abc»'], fixed: '"abc"' }],
    ['{"a": "$n}', { errors: ['unterminated-string «"$n»'], fixed: '{"a": "$n"}' }],
  ],
  "payload: invisible and foreign characters": [
    ["﻿[1]", { errors: ["byte-order-mark «﻿»"], fixed: "[1]" }],
    ["﻿", { errors: ["byte-order-mark «﻿»"], fixed: "" }],
    ["[1, 2]", { errors: ["odd-space « »"], fixed: "[1, 2]" }],
    ["[​1]", { errors: ["odd-space «​»"], fixed: "[ 1]" }],
    ["[1] ", { errors: ["odd-space « »"], fixed: "[1] " }],
    ['{"a": " ​ "}', { gives: '{"a": " ​ "}' }],
    ['{\r\n  "a": 1,\r\n  "b": $n\r\n}', { gives: '{\r\n  "a": 1,\r\n  "b": 42\r\n}' }],
    ['{\r\n  "a": 1,\r\n}', { errors: ["trailing-comma «,»"], fixed: '{\r\n  "a": 1\r\n}' }],
    ['"\ud800"', { gives: '"\ud800"' }],
    ['"\udc00$n"', { gives: '"\udc0042"' }],
    ['{"שלום": "$name"}', { gives: '{"שלום": "Ada \\"A\\" Byron"}' }],
    ['"‮$n‬"', { gives: '"‮42‬"' }],
    ['"😀$n👍"', { gives: '"😀42👍"' }],
    ['{"键": $n}', { gives: '{"键": 42}' }],
    ["\u0000", { errors: ["unquoted-text «\u0000»"], fixed: '"\\u0000"' }],
    ["ﬀ", { errors: ["unquoted-text «ﬀ»"], fixed: '"ﬀ"' }],
    ["“", { errors: ["unterminated-string «“»"], fixed: '""' }],
  ],
  "payload: half-typed": [
    ['{"a": $', { errors: ["unbalanced «{»", "unquoted-text «$»"], fixed: '{"a": "$"}' }],
    ['{"a": ${', { errors: ["unbalanced «{»", "missing-name «${»"], fixed: '{"a": ${}}', left: 1 }],
    ['{"a": ${e', { errors: ["unbalanced «{»", "unterminated-token «${e»"], fixed: '{"a": ${e}}' }],
    [
      '{"a": ${e |',
      { errors: ["unbalanced «{»", "unterminated-token «${e |»", "missing-filter «|»"], fixed: '{"a": ${e }}' },
    ],
    [
      '{"a": ${e | rep',
      {
        errors: ["unbalanced «{»", "unterminated-token «${e | rep»", "unknown-filter «rep»"],
        fixed: '{"a": ${e | replace}}',
        left: 1,
      },
    ],
    [
      '{"a": ${e | replace: "x',
      {
        errors: ["unbalanced «{»", 'unterminated-token «${e | replace: "x»', 'unterminated-argument «"x»'],
        fixed: '{"a": ${e | replace: "x"}}',
        left: 1,
      },
    ],
    ['{"a": "$', { errors: ["unbalanced «{»", 'unterminated-string «"$»'], fixed: '{"a": "$"}' }],
    [
      '{"a": "${',
      { errors: ["unbalanced «{»", 'unterminated-string «"${»', "missing-name «${»"], fixed: '{"a": "$${"}' },
    ],
    [
      '{"a": "${e',
      { errors: ["unbalanced «{»", 'unterminated-string «"${e»', "unterminated-token «${e»"], fixed: '{"a": "${e}"}' },
    ],
    [
      '{"a": "${e.',
      {
        errors: ["unbalanced «{»", 'unterminated-string «"${e.»', "unterminated-token «${e.»", "missing-step «.»"],
        fixed: '{"a": "${e}"}',
      },
    ],
    [
      '{"a": "${e |',
      {
        errors: ["unbalanced «{»", 'unterminated-string «"${e |»', "unterminated-token «${e |»", "missing-filter «|»"],
        fixed: '{"a": "${e }"}',
      },
    ],
    [
      '{"a": "${e | rep',
      {
        errors: [
          "unbalanced «{»",
          'unterminated-string «"${e | rep»',
          "unterminated-token «${e | rep»",
          "unknown-filter «rep»",
        ],
        fixed: '{"a": "${e | replace}"}',
        left: 1,
      },
    ],
    [
      '{"a": "${e | replace: "x',
      {
        errors: [
          "unbalanced «{»",
          'unterminated-string «"${e | replace: "x»',
          'unterminated-token «${e | replace: "x»',
          'unterminated-argument «"x»',
        ],
        fixed: '{"a": "${e | replace: "x}"}"}',
        left: 1,
      },
    ],
    [
      '{"a": "${e | replace: "x", ',
      {
        errors: [
          "unbalanced «{»",
          'unterminated-string «"${e | replace: "x",»',
          'unterminated-token «${e | replace: "x",»',
          "missing-argument «,»",
        ],
        fixed: '{"a": "${e | replace: "x", }"}',
        left: 1,
      },
    ],
    [
      '{"a": "${e | replace: "x", "y"',
      {
        errors: [
          "unbalanced «{»",
          'unterminated-string «"${e | replace: "x", "y"»',
          'unterminated-token «${e | replace: "x", "y"»',
        ],
        fixed: '{"a": "${e | replace: "x", "y"}"}',
      },
    ],
    [
      '{"a": "${e | replace: "x", "y"}',
      {
        errors: ["unbalanced «{»", 'unterminated-string «"${e | replace: "x", "y"}»'],
        fixed: '{"a": "${e | replace: "x", "y"}"}',
      },
    ],
    [
      '{"a": "${e | rep"}',
      { errors: ["unterminated-token «${e | rep»", "unknown-filter «rep»"], fixed: '{"a": "${e | replace}"}', left: 1 },
    ],
    ['{"a": "${e |"}', { errors: ["unterminated-token «${e |»", "missing-filter «|»"], fixed: '{"a": "${e }"}' }],
    ['{"a": "${"}', { errors: ["missing-name «${»"], fixed: '{"a": "$${"}' }],
    ['{"a": "$"}', { gives: '{"a": "$"}' }],
    ['{"a": $}', { errors: ["unquoted-text «$»"], fixed: '{"a": "$"}' }],
    ['{"a": ${}}', { errors: ["missing-name «${}»"], left: 1 }],
    ['{"a": ${e}', { errors: ["unbalanced «{»"], fixed: '{"a": ${e}}' }],
    ['{"', { errors: ["unbalanced «{»", 'unterminated-string «"»', 'missing-value «"»'], fixed: '{""}', left: 1 }],
    ['{"a', { errors: ["unbalanced «{»", 'unterminated-string «"a»', 'missing-value «"a»'], fixed: '{"a"}', left: 1 }],
    ['{"a"', { errors: ["unbalanced «{»", 'missing-value «"a"»'], fixed: '{"a"}', left: 1 }],
    ['{"a":', { errors: ["unbalanced «{»", 'missing-value «"a":»'], fixed: '{"a":}', left: 1 }],
    ['{"a": t', { errors: ["unbalanced «{»", "unquoted-text «t»"], fixed: '{"a": "t"}' }],
    ['{"a": tru', { errors: ["unbalanced «{»", "unquoted-text «tru»"], fixed: '{"a": "tru"}' }],
    ['{"a": -', { errors: ["unbalanced «{»", "unquoted-text «-»"], fixed: '{"a": "-"}' }],
    ['{"a": 1.', { errors: ["unbalanced «{»", "bad-number «1.»"], fixed: '{"a": 1}' }],
    [
      '{"a": "\\',
      { errors: ["unbalanced «{»", 'unterminated-string «"\\»', "bad-escape «\\»"], fixed: '{"a": "\\""}' },
    ],
    [
      '{"a": "\\u00',
      { errors: ["unbalanced «{»", 'unterminated-string «"\\u00»', "bad-escape «\\»"], fixed: '{"a": "\\\\u00"}' },
    ],
    ["{$", { errors: ["unbalanced «{»", "unquoted-key «$»", "missing-value «$»"], fixed: '{"$"}', left: 1 }],
    [
      '{"a": 1, "',
      { errors: ["unbalanced «{»", 'unterminated-string «"»', 'missing-value «"»'], fixed: '{"a": 1, ""}', left: 1 },
    ],
    ['{"a": 1,\n  \n}', { errors: ["trailing-comma «,»"], fixed: '{"a": 1\n  \n}' }],
  ],
  text: [
    ["", { gives: "" }],
    ["plain", { gives: "plain" }],
    ["Bearer $token", { gives: "Bearer t0k" }],
    ["$n$n", { gives: "4242" }],
    ["$$n costs $5", { gives: "$n costs $5" }],
    ["${email | email}", { gives: "ann@example.com" }],
    ["$none", { refused: ["missing-value"] }],
    ["$nothing", { refused: ["missing-value"] }],
    ['${none | default: "-"}', { gives: "-" }],
    ["${none?}", { errors: ["optional-in-text «${none?}»"], fixed: '${none | default: ""}' }],
    ["${items[]}", { refused: ["spread-place"] }],
    ["$items", { errors: ["items-place «$items»"], fixed: '${items | join: ","}' }],
    ['${items | join: ";"}', { gives: '{"id":1};b' }],
    ["$list", { gives: '["a","b"]' }],
    ["$object", { gives: '{"k":1}' }],
    ['say "hi" // {', { gives: 'say "hi" // {' }],
    ["${name", { errors: ["unterminated-token «${name»"], fixed: "${name}" }],
    ["${name | lowr}", { errors: ["unknown-filter «lowr»"], fixed: "${name | lower}" }],
    ["${name/x}", { errors: ["unterminated-token «${name»"], fixed: "${name}/x}" }],
    ["${a-b}", { errors: ["hyphen-in-name «a-b»"], fixed: "${a_b}" }],
    ["﻿$n", { errors: ["byte-order-mark «﻿»"], fixed: "$n" }],
    ["${cohort_name | slugify}", { gives: "Saturday-s-cohort-he-llo" }],
    ["a\nb $n", { gives: "a\nb 42" }],
    ["$big", { gives: "9007199254740993123" }],
    ["${", { errors: ["missing-name «${»"], fixed: "$${" }],
    ["${n |", { errors: ["unterminated-token «${n |»", "missing-filter «|»"], fixed: "${n }" }],
    [
      '${n | replace: "x',
      {
        errors: ['unterminated-token «${n | replace: "x»', 'unterminated-argument «"x»'],
        fixed: '${n | replace: "x"}',
        left: 1,
      },
    ],
  ],
  header: [
    ["Bearer $token", { gives: "Bearer t0k" }],
    ["$name", { gives: 'Ada "A" Byron' }],
    ["App $n", { gives: "App 42" }],
    ["😀", { gives: "😀" }],
    ["$none", { refused: ["missing-value"] }],
    ["a\tb", { refused: ["control-character"] }],
  ],
  url: [
    ["https://api.example.com/lists/$n", { gives: "https://api.example.com/lists/42" }],
    ["$base/lists", { gives: "https://eu.example.com/lists" }],
    ["${base}lists", { refused: ["base-url"] }],
    ["https://x.com/$cohort_name", { gives: "https://x.com/Saturday%27s%20cohort%20%26%20h%C3%A9llo" }],
    ["https://x.com/?q=$cohort_name&n=$n", { gives: "https://x.com/?q=Saturday%27s%20cohort%20%26%20h%C3%A9llo&n=42" }],
    ["https://x.com/?id=${items[]}", { gives: "https://x.com/?id=%7B%22id%22%3A1%7D&id=b" }],
    ["https://x.com/?ids=${list[]}", { gives: "https://x.com/?ids=a&ids=b" }],
    ["https://x.com/a/${empty}/b", { refused: ["empty-segment"] }],
    ['https://x.com/${empty | default: "x"}', { refused: ["empty-segment"] }],
    ["$none/x", { refused: ["missing-value"] }],
    ["$n/x", { refused: ["base-url"] }],
    ["/lists", { refused: ["url-scheme"] }],
    ["ftp://x.com", { refused: ["url-scheme"] }],
    ["https://$n.example.com", { refused: ["host-token"] }],
    ["https://x.com/a b", { refused: ["url-character"] }],
    ["https://x.com/$$", { gives: "https://x.com/$" }],
    ["https://x.com/#$cohort_name", { refused: ["url-fragment"] }],
    ["https://x.com/${cohort_name | url_encode}", { gives: "https://x.com/Saturday%27s%20cohort%20%26%20h%C3%A9llo" }],
    ["https://x.com/$object", { gives: "https://x.com/%7B%22k%22%3A1%7D" }],
    ['https://x.com/${list | join: ","}', { gives: "https://x.com/a%2Cb" }],
  ],
  form: [
    ["name=$cohort_name&n=$n", { gives: "name=Saturday%27s%20cohort%20%26%20h%C3%A9llo&n=42" }],
    ["ids=${list[]}", { gives: "ids=a&ids=b" }],
    ["a=$none", { refused: ["missing-value"] }],
    ['a=${none | default: ""}', { gives: "a=" }],
    ["a=$object", { gives: "a=%7B%22k%22%3A1%7D" }],
  ],
};

const renderers: Record<string, (template: Template) => Rendered> = {
  payload: (template) => renderJson(template, lookupIn(values), options),
  text: (template) => renderText(template, lookupIn(values), options),
  header: (template) => renderHeaderValue(template, lookupIn(values), options),
  url: (template) => renderUrl(template, lookupIn(values), options),
  form: (template) => renderForm(template, lookupIn(values), options),
};

function languageOf(section: string): TemplateLanguage {
  return section.startsWith("payload") ? "json" : "text";
}

function applied(source: string, { edits }: TemplateFix): string {
  return edits
    .toSorted((left, right) => right.range.start - left.range.start || right.range.end - left.range.end)
    .reduce((text, { range, text: put }) => text.slice(0, range.start) + put + text.slice(range.end), source);
}

/** The template after fix upon fix; more of them than a text can have mistakes would be a circle. */
function allFixed(first: Template): Template {
  let template = first;
  for (let count = 0; count <= 200; count += 1) {
    const fix = template.errors.find((error) => error.fix)?.fix;
    if (!fix) return template;
    template = parseTemplate(applied(template.source, fix), template.language);
  }
  throw new Error(`The fixes of ${JSON.stringify(first.source)} have no end.`);
}

function outcome(section: string, text: string): Expected {
  const template = parseTemplate(text, languageOf(section));
  if (template.errors.length > 0) {
    const errors = template.errors.map(({ code, range }) => `${code} «${text.slice(range.start, range.end)}»`);
    const end = allFixed(template);
    const left = end.errors.length === 0 ? {} : { left: end.errors.length };
    return { errors, ...(template.errors.some(({ fix }) => fix) ? { fixed: end.source } : {}), ...left };
  }
  const rendered = renderers[section.split(":")[0] ?? ""]?.(template);
  if (!rendered) throw new Error(`Nobody renders ${section}.`);
  return rendered.ok ? { gives: rendered.text } : { refused: rendered.problems.map(({ code }) => code) };
}

describe.each(Object.entries(sections))("%s", (section, rows) => {
  test.each(rows)("%j", (text, expected) => expect(outcome(section, text)).toEqual(expected));
});

const table = Object.entries(sections).flatMap(([section, rows]) => rows.map(([text]) => ({ section, text })));
const legal = Object.entries(sections).flatMap(([section, rows]) =>
  rows.filter(([, { errors }]) => !errors).map(([text]) => ({ section, text })),
);

test("the table is large, and each of its messages says what is wrong and what to do", () => {
  expect(table.length).toBeGreaterThanOrEqual(220);
  const errors = table.flatMap(({ section, text }) => parseTemplate(text, languageOf(section)).errors);
  for (const { message, fix } of errors) {
    expect(message).toMatch(/^[A-Z“$].{15,}[.?:!)”}]$/s);
    if (fix) expect(fix.label).toMatch(/^[A-Z]/);
  }
});

describe("what the documents show is legal", () => {
  test.each([
    ["json", '"Hello $first_name"'],
    ["json", "$items"],
    ["json", '{"ids": $items}'],
    ["json", '"${name | slugify}"'],
    ["json", '{"email": "${email?}", "id": "$user_id"}'],
    ["json", '{"email": ${email | default: null}}'],
    ["json", '"costs $$5"'],
    ["json", "${event | json}"],
    ["json", "${event.properties.total}"],
    ["text", "$endpoint/lists"],
    ["text", "Bearer $bearer_token"],
    ["text", "App $api_key"],
    ["text", "?key=${items[]}"],
    ["text", '${items | join: ","}'],
  ] as const)("%s %j", (language, text) => expect(parseTemplate(text, language).errors).toEqual([]));

  test.each(filterNames)("the example of %s", (name) => {
    const example = filters[name]?.example.template ?? "";
    expect(parseTemplate(example, "json").errors).toEqual([]);
    expect(parseTemplate(example, "text").errors).toEqual([]);
  });

  test("the templates of the gallery", () => {
    for (const definition of [completeDestination(), ...gallery.map(({ build }) => build())]) {
      expect(templatesOf(definition).flatMap(({ template }) => template.errors)).toEqual([]);
      expect(check(definition).filter(({ rule }) => rule === "LF010" || rule === "LF011")).toEqual([]);
    }
  });
});

const pieces = fc.constantFrom(
  ..."{}[]:,\"'\\$|?. \n\t\r/*#“”=;abz019-".split(""),
  ...["$$", "${", "$name", "${a.b", "${items", "[]}", " | lower", ' | join: "', "null", '"key": ', "\ufeff", "\ud800"],
);
const soup = fc.array(pieces, { maxLength: 60 }).map((all) => all.join(""));
const languages = fc.constantFrom<TemplateLanguage[]>("json", "text");

describe("properties", () => {
  test("fix upon fix comes to an end", () => {
    fc.assert(fc.property(soup, languages, (text, language) => void allFixed(parseTemplate(text, language))));
  });

  test("the fix of a single mistake never makes it two", () => {
    for (const { section, text } of table) {
      const { errors } = parseTemplate(text, languageOf(section));
      const [only] = errors;
      if (errors.length !== 1 || !only?.fix) continue;
      expect(parseTemplate(applied(text, only.fix), languageOf(section)).errors.length).toBeLessThanOrEqual(1);
    }
  });

  test("half-typed text keeps every variable before the cut", () => {
    fc.assert(
      fc.property(fc.constantFrom(...legal), fc.nat(), ({ section, text }, at) => {
        const cut = at % (text.length + 1);
        const before = parseTemplate(text, languageOf(section)).tokens.filter(({ range }) => range.end <= cut);
        const { tokens } = parseTemplate(text.slice(0, cut), languageOf(section));
        // A bare name at the very cut may still grow, so it is there, if shorter.
        expect(tokens.slice(0, before.length).map(({ range, name }) => ({ range, name }))).toEqual(
          before.map(({ range, name }) => ({ range, name })),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  test("the same text gives the same template, and one that was forgotten an equal one", () => {
    const text = '{"ids": $items, "name": "${cohort_name | slugify}", "x": [1, true, "a$$b"]}';
    const first = parseTemplate(text, "json");
    expect(parseTemplate(text, "json")).toBe(first);
    expect(parseTemplate(text, "text")).not.toBe(first);
    for (let index = 0; index < 10; index += 1) parseTemplate(`"${index}${"x".repeat(templateCharsMax - 10)}"`, "json");
    const again = parseTemplate(text, "json");
    expect(again).not.toBe(first);
    expect([again.tokens, again.errors, again.root]).toEqual([first.tokens, first.errors, first.root]);
  });
});

describe("what is large", () => {
  test.each([
    ["lists", "[", "]"],
    ["objects", '{"a":', "}"],
  ])("1,000 levels of %s are one mistake", (_, open, close) => {
    const text = `${open.repeat(1_000)}"$n"${close.repeat(1_000)}`;
    const { errors, tokens } = parseTemplate(text, "json");
    expect(errors.map(({ code }) => code)).toEqual(["too-deep"]);
    expect(tokens.map(({ name }) => name)).toEqual(["n"]);
  });

  test("a paste of a megabyte is one mistake, loses nothing and keeps its variables", () => {
    const text = `{"ids": $items, "text": "${"$name and more ".repeat(70_000)}"}`;
    const start = performance.now();
    const template = parseTemplate(text, "json");
    // Many times what it takes.
    expect(performance.now() - start).toBeLessThan(2_000);
    expect(template.errors.map(({ code }) => code)).toEqual(["too-long"]);
    expect(template.source).toBe(text);
    expect(template.tokens[0]).toMatchObject({ name: "items", place: "value" });
    expect(template.tokens.length).toBeGreaterThan(60_000);
    expect(renderJson(template, lookupIn(values)).ok).toBe(false);
  });
});
