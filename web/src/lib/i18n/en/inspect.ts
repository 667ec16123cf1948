/** The record inspector beyond one record's own parts: downloads, batch, neighbours, history, comparison. */
export const inspect = {
  downloadValue: 'Download the value',
  downloadKey: 'Download the key',
  cutShown: ({ shown, size }: { shown: string; size: string }) => `The first ${shown} of ${size} are shown.`,
  cutWhole: 'Download the whole',

  groupBatch: 'Batch',
  metaBatchOffsets: 'Offsets',
  placeInBatch: ({ delta }: { delta: string }) => `this one +${delta}`,
  metaBatchRecords: 'Records',
  batchThinned: ({ count, written }: { count: string; written: string }) =>
    `${count}; compaction has left them of ${written} offsets`,
  metaBatchBytes: 'Size in the log',
  metaBatchUnpacked: 'Decompressed',
  batchRatio: ({ ratio }: { ratio: string }) => `${ratio} times as much`,
  metaBatchMaxTime: 'Newest timestamp',
  metaDeleteHorizon: 'Tombstones go after',
  headerKeyBytes: ({ hex }: { hex: string }) => `The name is not UTF-8. Its bytes: ${hex}`,
}
