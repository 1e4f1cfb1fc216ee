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

/** The phase of the event at a moment (milliseconds since the epoch). */
export function phaseAt(event: Event, moment: number): Phase {
  const { zone, registration } = event;
  if (moment >= eventEnd(event)) return 'after';
  if (moment >= momentIn(zone, event.first_day)) return 'during';
  if (registration.opens !== undefined && moment < momentIn(zone, registration.opens)) {
    return 'before';
  }
  const programme = event.programme.publish_from ?? programmeDate(event);
  return moment >= momentIn(zone, programme) ? 'programme' : 'open';
}

const registrationSpan = memoize(({ zone, registration, first_day }: Event) => ({
  opens: registration.opens === undefined ? -Infinity : momentIn(zone, registration.opens),
  closes: momentIn(zone, registration.closes ?? first_day),
}));

export type RegistrationState = 'not-yet' | 'open' | 'closed';

/**
 * Whether registration is open at a moment (milliseconds since the epoch). Without a closing moment
 * in `event.yaml`, it closes when the first day begins.
 */
export function registrationAt(event: Event, moment: number): RegistrationState {
  const { opens, closes } = registrationSpan(event);
  if (moment < opens) return 'not-yet';
  return moment < closes ? 'open' : 'closed';
}
