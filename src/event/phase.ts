import { addDays, momentIn } from './dates.ts';
import type { Event, Phase } from './event.ts';
import { memoize } from './memoize.ts';

const pinnedClock = memoize(({ zone, clock }: Event) =>
  clock === undefined ? undefined : momentIn(zone, clock),
);

/**
 * The event's current moment, in milliseconds since the epoch: the clock in `event.yaml`, or else
 * the machine's.
 */
export function eventNow(event: Event, machineNow: number = Date.now()): number {
  return pinnedClock(event) ?? machineNow;
}

/** The date on which the detailed programme is published, as `YYYY-MM-DD`. */
export function programmeDate(event: Event): string {
  const { publish_from, published_weeks_before } = event.programme;
  return publish_from?.slice(0, 10) ?? addDays(event.first_day, -7 * published_weeks_before);
}

/** When the event is over: the end of its last day, in its own zone. */
export function eventEnd(event: Event): number {
  return momentIn(event.zone, addDays(event.last_day, 1));
}

const moments = memoize((event: Event) => {
  const { zone, registration, first_day } = event;
  return {
    opens: registration.opens === undefined ? -Infinity : momentIn(zone, registration.opens),
    closes: momentIn(zone, registration.closes ?? first_day),
    programme: momentIn(zone, event.programme.publish_from ?? programmeDate(event)),
    begins: momentIn(zone, first_day),
    ends: eventEnd(event),
  };
});

/**
 * The phase of the event at a moment (milliseconds since the epoch). It says whether registration is open:
 * an event that registers guests on its first day is not `during` until it has closed registration.
 */
export function phaseAt(event: Event, moment: number): Phase {
  const { opens, closes, programme, begins, ends } = moments(event);
  if (moment >= ends) return 'after';
  if (moment < opens) return 'before';
  if (moment < closes) return moment < programme ? 'open' : 'programme';
  return moment < begins ? 'closed' : 'during';
}

/**
 * Whether registration is open at a moment (milliseconds since the epoch). Without a closing moment
 * in `event.yaml`, it closes when the first day begins; it never outlasts the event.
 */
export function isRegistrationOpenAt(event: Event, moment: number): boolean {
  const phase = phaseAt(event, moment);
  return phase === 'open' || phase === 'programme';
}

/** When registration closes, in milliseconds since the epoch; undefined where that is not known yet. */
export function closingMoment(event: Event): number | undefined {
  const { closes, ends } = moments(event);
  return event.registration.closes === undefined ? undefined : Math.min(closes, ends);
}
