/** The end of the range that is read; its start is in `messages`. */
export const range = {
  end: 'End',
  logEnd: 'to log end',
  time: 'to time',
  offset: 'to offset',
  endTime: 'End time',
  endOffset: 'End offset',
  orderFault: 'The end must lie after the start',
  toLogEnd: 'Read to the end of the log',
  endReached: 'read to the end of the range',
}
