/** When news that is collected goes out. */

/** The hour at which the daily mail goes out, in UTC. */
export const dailyMailHour = 7;

/** Comments on one version come in one mail: when nobody has added one for this long … */
export const commentsQuietMinutes = 3;
/** … and at the latest so long after the first. */
export const commentsWaitMinutesMax = 15;

/** The next time that the daily mail goes out. */
export function nextDailyMail(now: Date): Date {
  const at = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate(), dailyMailHour));
  if (at <= now) at.setUTCDate(at.getUTCDate() + 1);
  return at;
}

/** When comments go out, of which the first came at `firstAt` and the newest now. */
export function commentsDueAt(firstAt: Date, now: Date): Date {
  const quiet = now.getTime() + commentsQuietMinutes * 60_000;
  const latest = firstAt.getTime() + commentsWaitMinutesMax * 60_000;
  return new Date(Math.max(now.getTime(), Math.min(quiet, latest)));
}
