/** What became of the transaction that a message is part of. */
export const fate = {
  all: 'All, aborted marked',
  committed: 'committed',
  aborted: 'aborted',
  open: 'open',
  committedTip: 'Its transaction was committed',
  abortedTip: 'Its transaction was aborted: readers of committed messages never get it',
  openTip: 'Its transaction has not ended: readers of committed messages do not get it yet',
  column: 'Transaction',
  columnTip: 'What became of the transaction that each message is part of',
  fact: 'Transaction',
  notLookedUp: 'Not known',
  showMarked: 'Show them, marked',
  showHolding: 'What holds them back',
}
