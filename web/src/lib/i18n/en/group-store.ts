/** What is kept of groups on the disk of Sluice. */
export const groupStore = {
  size: ({ bytes, max }: { bytes: string; max: string }) => `History on disk: ${bytes}, ${max} at most`,
  sizeWhy:
    'Samples are kept for two hours, by the minute for two days, by ten minutes for sixty. Where the space is too small, the finest of the oldest goes first.',
  dropped: ({ count }: { count: string }) => `Not kept since the start: ${count} readings`,
  begunAnew: ({ at, file }: { at: string; file: string }) =>
    `The database could not be read at ${at} and a new one was begun. The old one was put aside as ${file}.`,
}
