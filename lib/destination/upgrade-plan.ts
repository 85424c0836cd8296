/**
 * What becomes of the answers of an installation when it goes from one version to another (SPEC 15): what is carried,
 * what has to be asked, what falls away. Only what is new or wrong is asked.
 */
import { type CarriedAnswers, carryAnswers, type DroppedAnswer } from "./carry-answers";
import type { DestinationDefinition } from "./definition";
import type { InstallationAnswers } from "./installation-answers";
import { type AskedAnswer, type OfferedAnswer, offeredAnswers, openQuestions } from "./open-questions";

export interface UpgradePlan extends CarriedAnswers {
  /** What stands between the installation and the newer version; empty where it can go over as it is. */
  asked: AskedAnswer[];
  /** What is new and may stay as the version has it. */
  offered: OfferedAnswer[];
  dropped: DroppedAnswer[];
}

/**
 * The plan for one installation. `secretFieldIds` are the fields whose secrets are stored: they are carried unseen, so
 * one whose form has changed is asked again. Answers to fields that have become secret are in `toSeal`, nowhere else.
 */
export function planUpgrade(
  from: DestinationDefinition,
  to: DestinationDefinition,
  answers: InstallationAnswers,
  secretFieldIds: readonly string[],
): UpgradePlan {
  const { refused, dropped, ...carried } = carryAnswers(from, to, answers, secretFieldIds);
  const asked = openQuestions(from, to, carried, refused);
  // A default that doesn't fit its own field is asked for, so it isn't offered as well.
  const isAsked = (offer: OfferedAnswer) => asked.some(({ source, id }) => source === offer.source && id === offer.id);
  const offered = offeredAnswers(from, to, carried).filter((offer) => !isAsked(offer));
  return { ...carried, asked, offered, dropped };
}
