/** What the link says. */
export interface RedriveUrl {
  /** Empty: none is chosen yet. */
  topic: string
  /** A place as in links of messages; empty: the newest. */
  from: string
  /** The failure that is open. */
  open: string
}
