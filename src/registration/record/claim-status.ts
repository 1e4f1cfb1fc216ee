/** How a limited choice of a guest stands. `firm` is theirs for as long as their registration keeps its places. */
export const claimStatuses = ['firm', 'waiting', 'offered', 'given-up'] as const;

export type ClaimStatus = (typeof claimStatuses)[number];

/** Each in words, behind the name of the choice. */
export const claimStatusWords: Readonly<Record<ClaimStatus, string>> = {
  firm: 'has a place',
  waiting: 'waits for a place',
  offered: 'a place is offered',
  'given-up': 'has no place any more',
};
