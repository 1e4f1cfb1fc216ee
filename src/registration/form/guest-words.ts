import type { Words } from '../../words/words.ts';
import type { Definition } from './definition.ts';

/**
 * What guests read about their registration and at the field for a code: the event's own words where
 * `registration.yaml` has them, and the product's where it has not.
 */
export function guestWords(
  { received, own, waiting_list: waitingList, invitation }: Definition,
  { guest }: Words,
) {
  return {
    receivedTitle: received.title ?? guest.received_title,
    ownTitle: own.title ?? guest.own_title,
    states: { ...guest.states, ...own.states },
    waitingList: { ...guest.waiting_list, ...waitingList },
    invitation: { ...guest.invitation, ...invitation },
  };
}
