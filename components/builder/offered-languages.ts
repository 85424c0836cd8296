/** The languages that the builder offers; a manifest may name any other by its tag. */
export const offeredLanguages: readonly string[] = [
  ..."ar bg bn cs da de el en es et fa fi fr he hi hr hu id it ja ko lt lv ms nl no pl pt".split(" "),
  "pt-BR",
  ..."ro ru sk sl sr sv th tr uk ur vi".split(" "),
  "zh-Hans",
  "zh-Hant",
];
