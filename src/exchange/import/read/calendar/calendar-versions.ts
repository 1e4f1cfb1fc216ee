import type ICAL from 'ical.js';

function valueOf(event: ICAL.Component, name: string): string {
  return String(event.getFirstPropertyValue(name) ?? '');
}

function identityOf(event: ICAL.Component): string {
  return `${valueOf(event, 'uid')} ${valueOf(event, 'recurrence-id')}`;
}

function sequenceOf(event: ICAL.Component): number {
  return Number(valueOf(event, 'sequence')) || 0;
}

/** The newest of a group; all of it if its sequence numbers do not tell versions apart. */
function newestOf(group: readonly ICAL.Component[]): readonly ICAL.Component[] {
  const sequences = new Set(group.map(sequenceOf));
  if (sequences.size < group.length) return group;
  return group.filter((event) => sequenceOf(event) === Math.max(...sequences));
}

/**
 * Calendar events without older versions of themselves: of one UID, the highest SEQUENCE counts
 * (RFC 5545, section 3.8.7.4). Some calendars give many different events one UID; these all stay,
 * each in its newest version.
 */
export function newestVersions(events: readonly ICAL.Component[]): readonly ICAL.Component[] {
  const identified = events.filter((event) => valueOf(event, 'uid') !== '');
  const kept = [...Map.groupBy(identified, identityOf).values()].flatMap((group) => {
    const newest = newestOf(group);
    if (newest.length === 1) return newest;
    const byTitle = Map.groupBy(group, (event) => valueOf(event, 'summary'));
    return [...byTitle.values()].flatMap(newestOf);
  });
  const newest = new Set(kept);
  return events.filter((event) => valueOf(event, 'uid') === '' || newest.has(event));
}
