/**
 * The status of a guest's limited choice. A `firm` place is theirs while their registration keeps
 * its places.
 */
export const claimStatuses = ['firm', 'waiting', 'offered', 'given-up'] as const;

export type ClaimStatus = (typeof claimStatuses)[number];

/** Each status in words, after the name of the choice. */
export const claimStatusWords: Readonly<Record<ClaimStatus, string>> = {
  firm: 'has a place',
  waiting: 'waits for a place',
  offered: 'a place is offered',
  'given-up': 'given up, has no place',
};
