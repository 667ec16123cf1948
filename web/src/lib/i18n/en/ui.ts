export const ui = {
  retry: 'Try again',
  copied: 'Copied',
  copyRefused: 'The browser did not allow copying',
  copyRequestId: 'Copy error code and request id',
  closeInspector: 'Close the inspector',
  resize: 'Width of the inspector',
  loading: 'Loading …',
  notKnown: 'Not known',
  stale: ({ age }: { age: string }) => `As of ${age}`,
  staleTip: 'The latest refresh failed; these are the last figures that arrived.',
  sortBy: ({ column }: { column: string }) => `Sort by ${column}`,
}
